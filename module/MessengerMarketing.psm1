# PowerShell 7 and Windows PowerShell 5.1 run on different versions of .NET, and each has its own loader. Every statement here delays
# the first line of a script. For this reason, paths are built without Join-Path (PowerShell would have to load its module first), and
# work that only a second import needs is done only in a second import.

# The manifest can name only one minimum version: that of Windows PowerShell.
if ($PSEdition -eq 'Core' -and $PSVersionTable.PSVersion -lt '7.4') {
    throw "MessengerMarketing needs PowerShell 7.4 or later, or Windows PowerShell 5.1. This is PowerShell $($PSVersionTable.PSVersion)."
}

$again = 'MessengerMarketing.Loader.ModuleAssembly' -as [type]
if (-not $again) {
    $edition = if ($PSEdition -eq 'Core') { 'core' } else { 'desktop' }
    # Add-Type would take longer than the rest of the import.
    [void][Reflection.Assembly]::LoadFrom("$PSScriptRoot/bin/$edition/MessengerMarketing.Loader.dll")
}

$assembly = [MessengerMarketing.Loader.ModuleAssembly]::Load()
$ExecutionContext.SessionState.Module.OnRemove = { [MessengerMarketing.Loader.ModuleAssembly]::Release() }
$binary = Import-Module -Assembly $assembly -PassThru
if ($again) {
    # An assembly cannot be unloaded, so an update does not take effect in a session that has used the previous version.
    $shipped = [Reflection.AssemblyName]::GetAssemblyName("$PSScriptRoot/bin/MessengerMarketing.dll").Version
    if ($assembly.GetName().Version -ne $shipped) {
        Write-Warning "This session continues to use MessengerMarketing $($assembly.GetName().Version.ToString(3)), which it loaded before. Start a new session to use $($shipped.ToString(3))."
    }

    # PowerShell does not add the cmdlets of an assembly to a module a second time (PowerShell issue 20710).
    $export = [Management.Automation.PSModuleInfo].GetMethod('AddExportedCmdlet', [Reflection.BindingFlags]'Instance, NonPublic')
    foreach ($cmdlet in $binary.ExportedCmdlets.Values) {
        [void]$export.Invoke($ExecutionContext.SessionState.Module, @(, $cmdlet))
    }

    # The same applies to aliases.
    Set-Alias -Name Get-MMCustomAudience -Value Get-MMAudience
}
