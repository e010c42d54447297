use AppleScript version "2.4"
use framework "Foundation"
use scripting additions

-- Called by the KPI tab of Excel. Excel answers nothing while a macro runs, so Python is started and not waited for.
-- The program and its arguments are handed over as they are: there is no shell.

on startPython(what)
	set {action, book} to my parts(what)
	set arguments to {"-B", "-P", "-m", "kpi_sheets.addin", action, "--from_xl=1", "--wb=" & book}
	set python to my settingOf("python")
	current application's NSTask's launchedTaskWithLaunchPath:python arguments:arguments
	return ""
end startPython

on settingsText(ignored)
	set home to current application's NSHomeDirectory() as text
	set file_ to home & "/Library/Containers/com.microsoft.Excel/Data/kpi-sheets.conf"
	set utf8 to current application's NSUTF8StringEncoding
	return (current application's NSString's stringWithContentsOfFile:file_ encoding:utf8 |error|:(missing value)) as text
end settingsText

on settingOf(key)
	repeat with oneLine in paragraphs of my settingsText("")
		if oneLine starts with (key & "=") then return text ((length of key) + 2) thru -1 of oneLine
	end repeat
	error "kpi-sheets.conf names no " & key
end settingOf

on parts(what)
	set AppleScript's text item delimiters to " "
	set found to text items of what
	set AppleScript's text item delimiters to ""
	return found
end parts
