<#
.SYNOPSIS
    The settings of the nightly run, for a systemd timer or a scheduled task. Copy this file and change it.
.DESCRIPTION
    Runs Sync-NightlyList.ps1 with these settings, sends a notification if the run fails, and ends with the exit code of the run.
#>
[CmdletBinding()]
param()

$settings = @{
    AudienceId   = '120210000000000000'
    Path         = '/srv/crm/customers.csv'
    SuppressPath = '/srv/crm/optouts.csv'
    StateFolder  = '/var/lib/messenger'
    KeepDays     = 90
    OnFailure    = {
        param($Failure)

        # Choose from Teams, Slack, Mail, and EventLog.
        & "$PSScriptRoot/Send-FailureNotice.ps1" -Failure $Failure -Channel Teams
    }
}

& "$PSScriptRoot/Sync-NightlyList.ps1" @settings
exit $LASTEXITCODE
