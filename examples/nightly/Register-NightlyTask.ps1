<#
.SYNOPSIS
    Registers the nightly run as a scheduled task in Windows.
.DESCRIPTION
    Run this script once, as an administrator. It also creates the event source MessengerMarketing for Send-FailureNotice.ps1.

    The task runs under -Credential, or under LocalService if you specify none. Set MM_ACCESS_TOKEN and the other variables in the environment
    of that account. Only that account needs access to the state folder. The result of the task is the exit code of the run.
.EXAMPLE
    ./Register-NightlyTask.ps1 -ScriptPath C:\Messenger\Invoke-Nightly.ps1 -At 02:00 -Credential (Get-Credential CONTOSO\messenger)
#>
[CmdletBinding(SupportsShouldProcess = $true)]
param(
    # Your copy of Invoke-Nightly.ps1.
    [Parameter(Mandatory = $true)]
    [string] $ScriptPath,

    [string] $TaskName = 'Messenger list',

    [datetime] $At = '02:00',

    [pscredential] $Credential,

    # PowerShell 7, or powershell.exe.
    [string] $PowerShellPath = 'pwsh.exe'
)

$ErrorActionPreference = 'Stop'
$ScriptPath = (Resolve-Path -LiteralPath $ScriptPath).ProviderPath
if (-not $PSCmdlet.ShouldProcess($TaskName, 'Register a scheduled task')) {
    return
}

$task = @{
    TaskName = $TaskName
    Action   = New-ScheduledTaskAction -Execute $PowerShellPath -Argument "-NoProfile -NonInteractive -ExecutionPolicy RemoteSigned -File `"$ScriptPath`""
    Trigger  = New-ScheduledTaskTrigger -Daily -At $At -RandomDelay (New-TimeSpan -Minutes 15)
    Settings = New-ScheduledTaskSettingsSet -StartWhenAvailable -MultipleInstances IgnoreNew -ExecutionTimeLimit (New-TimeSpan -Hours 12) -RunOnlyIfNetworkAvailable
}
if ($Credential) {
    $task.User = $Credential.UserName
    $task.Password = $Credential.GetNetworkCredential().Password
} else {
    $task.Principal = New-ScheduledTaskPrincipal -UserId 'NT AUTHORITY\LocalService' -LogonType ServiceAccount
}

Register-ScheduledTask @task
if (-not [Diagnostics.EventLog]::SourceExists('MessengerMarketing')) {
    [Diagnostics.EventLog]::CreateEventSource('MessengerMarketing', 'Application')
}
