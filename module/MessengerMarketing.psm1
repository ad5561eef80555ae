# PowerShell 7 and Windows PowerShell 5.1 run on different .NETs, so each loads a build of its own.

$folder = Join-Path $PSScriptRoot 'bin'
if ($PSEdition -eq 'Core') {
    if (-not ('MessengerMarketing.Loader.ModuleLoadContext' -as [type])) {
        # Not by Add-Type, which takes longer than the whole rest of the import.
        [void][Reflection.Assembly]::LoadFrom((Join-Path $folder 'core/MessengerMarketing.Loader.dll'))
    }
    $assembly = [MessengerMarketing.Loader.ModuleLoadContext]::Load()
} else {
    # Some of the libraries were built against older versions of what is shipped here. .NET Framework takes a newer one only
    # from a binding redirect, which a module cannot have, or from a handler like this.
    $assembly = [Reflection.Assembly]::LoadFrom((Join-Path $folder 'desktop/MessengerMarketing.dll'))
    $assembly.GetType('MessengerMarketing.Desktop.AssemblyResolver').GetMethod('Register').Invoke($null, @())
}

$shipped = [Reflection.AssemblyName]::GetAssemblyName((Join-Path $folder "$($PSEdition.ToLowerInvariant())/MessengerMarketing.dll")).Version
if ($assembly.GetName().Version -ne $shipped) {
    # An assembly cannot be unloaded: an update does not take effect in a session that has used the version before it.
    Write-Warning "This session goes on with MessengerMarketing $($assembly.GetName().Version.ToString(3)), which it has loaded before. Start a new session to use $($shipped.ToString(3))."
}

$binary = Import-Module -Assembly $assembly -PassThru

# An assembly that PowerShell has imported before does not add its cmdlets to this module a second time (PowerShell #20710).
$export = [Management.Automation.PSModuleInfo].GetMethod('AddExportedCmdlet', [Reflection.BindingFlags]'Instance, NonPublic')
foreach ($cmdlet in $binary.ExportedCmdlets.Values) {
    [void]$export.Invoke($ExecutionContext.SessionState.Module, @(, $cmdlet))
}
