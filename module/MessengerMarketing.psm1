# PowerShell 7 and Windows PowerShell 5.1 run on different .NETs, for each of which there is a loader. Every statement here delays a
# script's first line: paths are put together without Join-Path, whose module PowerShell would have to load first, and what only
# a second import in a session needs is left to it.

# The manifest can name one oldest version only, which is Windows PowerShell's.
if ($PSEdition -eq 'Core' -and $PSVersionTable.PSVersion -lt '7.4') {
    throw "MessengerMarketing needs PowerShell 7.4 or later, or Windows PowerShell 5.1. This is PowerShell $($PSVersionTable.PSVersion)."
}

$again = 'MessengerMarketing.Loader.ModuleAssembly' -as [type]
if (-not $again) {
    $edition = if ($PSEdition -eq 'Core') { 'core' } else { 'desktop' }
    # Not by Add-Type, which takes longer than the whole rest of the import.
    [void][Reflection.Assembly]::LoadFrom("$PSScriptRoot/bin/$edition/MessengerMarketing.Loader.dll")
}

$assembly = [MessengerMarketing.Loader.ModuleAssembly]::Load()
$ExecutionContext.SessionState.Module.OnRemove = { [MessengerMarketing.Loader.ModuleAssembly]::Release() }
$binary = Import-Module -Assembly $assembly -PassThru
if ($again) {
    # An assembly cannot be unloaded: an update does not take effect in a session that has used the version before it.
    $shipped = [Reflection.AssemblyName]::GetAssemblyName("$PSScriptRoot/bin/MessengerMarketing.dll").Version
    if ($assembly.GetName().Version -ne $shipped) {
        Write-Warning "This session continues to use MessengerMarketing $($assembly.GetName().Version.ToString(3)), which it loaded before. Start a new session to use $($shipped.ToString(3))."
    }

    # An assembly that PowerShell has imported before does not add its cmdlets to this module a second time (PowerShell #20710).
    $export = [Management.Automation.PSModuleInfo].GetMethod('AddExportedCmdlet', [Reflection.BindingFlags]'Instance, NonPublic')
    foreach ($cmdlet in $binary.ExportedCmdlets.Values) {
        [void]$export.Invoke($ExecutionContext.SessionState.Module, @(, $cmdlet))
    }

    # Nor its aliases.
    Set-Alias -Name Get-MMCustomAudience -Value Get-MMAudience
}
