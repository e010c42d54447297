Attribute VB_Name = "KpiSheets"
Option Explicit
' The buttons of the KPI tab. They start the Python that "kpi-sheets addin install" wrote into the settings file of
' this user, and nothing else: no workbook, and no folder of one, has a say in what is started, and no shell sees it.

Public Sub KpiRefresh(control As IRibbonControl)
    StartPython "refresh"
End Sub

Public Sub KpiCheck(control As IRibbonControl)
    StartPython "check"
End Sub

Public Sub KpiNext(control As IRibbonControl)
    StartPython "next"
End Sub

Public Sub KpiAbout(control As IRibbonControl)
    MsgBox "kpi-sheets " & Setting("version") & vbCrLf & Setting("python"), vbInformation, "KPI"
End Sub

Public Sub KpiLabel(control As IRibbonControl, ByRef label As Variant)
    label = LabelOf(control.ID, IsDutch())
End Sub

Public Function LabelOf(ByVal id As String, ByVal dutch As Boolean) As String
    Select Case id
        Case "kpiRefresh": LabelOf = IIf(dutch, "Bijwerken", "Refresh")
        Case "kpiCheck": LabelOf = IIf(dutch, "Nakijken", "Check")
        Case "kpiNext": LabelOf = IIf(dutch, "Volgende bevinding", "Next finding")
        Case "kpiAbout": LabelOf = IIf(dutch, "Over", "About")
    End Select
End Function

Private Function IsDutch() As Boolean
    On Error Resume Next
    IsDutch = (Application.LanguageSettings.LanguageID(2) And 1023) = 19
End Function

Private Sub StartPython(ByVal action As String)
    On Error GoTo Refused
    If ActiveWorkbook Is Nothing Then Exit Sub
    Application.StatusBar = "kpi-sheets..."
    #If Mac Then
        AppleScriptTask "kpi-sheets.applescript", "startPython", action & " " & Encoded(ActiveWorkbook.Name)
    #Else
        Shell CommandLine(Setting("python"), action, ActiveWorkbook.Name, CStr(Application.Hwnd)), vbHide
    #End If
    Exit Sub
Refused:
    Application.StatusBar = False
    MsgBox "kpi-sheets: " & Err.Description & vbCrLf & "kpi-sheets addin doctor", vbExclamation, "KPI"
End Sub

Public Function CommandLine(ByVal python As String, ByVal action As String, ByVal book As String, ByVal hwnd As String) As String
    CommandLine = """" & python & """ -B -P -m kpi_sheets.addin " & action & " --from_xl=1 --wb=""" & Encoded(book) & """ --hwnd=" & hwnd
End Function

' Letters, digits and points stay; all else becomes _xHHHH_, so that nothing in a name can end a quoted argument.
Public Function Encoded(ByVal text As String) As String
    Dim place As Long, char As String
    For place = 1 To Len(text)
        char = Mid$(text, place, 1)
        If char Like "[A-Za-z0-9.]" Then
            Encoded = Encoded & char
        Else
            Encoded = Encoded & "_x" & Right$("000" & Hex$(AscW(char) And 65535), 4) & "_"
        End If
    Next place
End Function

Private Function Setting(ByVal key As String) As String
    Dim line As Variant
    For Each line In Split(SettingsText(), vbLf)
        If Left$(line, Len(key) + 1) = key & "=" Then Setting = Replace(Mid$(line, Len(key) + 2), vbCr, ""): Exit Function
    Next line
    Err.Raise 53
End Function

Private Function SettingsText() As String
    #If Mac Then
        SettingsText = AppleScriptTask("kpi-sheets.applescript", "settingsText", "")
    #Else
        With CreateObject("ADODB.Stream")
            .Charset = "utf-8"
            .Open
            .LoadFromFile Environ$("USERPROFILE") & "\.kpi-sheets\kpi-sheets.conf"
            SettingsText = .ReadText
            .Close
        End With
    #End If
End Function
