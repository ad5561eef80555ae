<#
.SYNOPSIS
    Reports a failed nightly run to Microsoft Teams, Slack, by mail, or in the Windows event log.
.DESCRIPTION
    Sync-NightlyList.ps1 calls this script from -OnFailure. A notification contains the computer, the audience, the exit code, and the line of
    the log. It contains no personal data. The settings come from environment variables:

    Teams       MM_TEAMS_WEBHOOK   URL of an incoming webhook of a channel (the workflow "Send webhook alerts to a channel").
    Slack       MM_SLACK_WEBHOOK   URL of an incoming webhook.
    Mail        MM_SMTP_SERVER, MM_MAIL_FROM, MM_MAIL_TO, and optionally MM_SMTP_PORT (587 by default), MM_SMTP_USER, and MM_SMTP_PASSWORD.
                The connection uses TLS, except to localhost.
    EventLog    Nothing. Register-NightlyTask.ps1 creates the event source MessengerMarketing. The event ID is the exit code.

    Anyone who knows the URL of a webhook can post to the channel. Keep it secret. This script never writes it anywhere, not even in an error.
.EXAMPLE
    ./Send-FailureNotice.ps1 -Failure $Failure -Channel Slack, EventLog
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory = $true)]
    [psobject] $Failure,

    [Parameter(Mandatory = $true)]
    [ValidateSet('Teams', 'Slack', 'Mail', 'EventLog')]
    [string[]] $Channel
)

$ErrorActionPreference = 'Stop'
$title = "The Messenger audience was not synchronized ($($Failure.Reason), exit code $($Failure.ExitCode))"
$facts = "Computer: $([Environment]::MachineName)", "Audience: $($Failure.AudienceId)", "Time: $($Failure.Time.ToString('yyyy-MM-dd HH:mm')) UTC",
    "Result: $($Failure.Text)", "Log: $($Failure.LogPath)"

function Get-Setting {
    param([string] $Name)

    $value = [Environment]::GetEnvironmentVariable($Name)
    if (-not $value) {
        throw "The environment variable $Name is not set."
    }

    $value
}

function Send-Webhook {
    param([string] $Name, [hashtable] $Body)

    $address = Get-Setting $Name
    $json = [Text.Encoding]::UTF8.GetBytes((ConvertTo-Json $Body -Depth 10 -Compress))
    try {
        [void](Invoke-RestMethod -Method Post -Uri $address -Body $json -ContentType 'application/json; charset=utf-8' -TimeoutSec 30)
    } catch {
        # The original error can contain the URL.
        $status = if ($_.Exception.PSObject.Properties['Response'] -and $_.Exception.Response) { "HTTP $([int]$_.Exception.Response.StatusCode)" } else { 'no response' }
        throw "The webhook of $Name failed: $status."
    }
}

function Send-Teams {
    $blocks = @(@{ type = 'TextBlock'; text = $title; weight = 'Bolder'; wrap = $true }) + @($facts | ForEach-Object { @{ type = 'TextBlock'; text = $_; wrap = $true } })
    $card = @{ type = 'AdaptiveCard'; version = '1.4'; '$schema' = 'http://adaptivecards.io/schemas/adaptive-card.json'; body = $blocks }
    Send-Webhook MM_TEAMS_WEBHOOK @{ type = 'message'; attachments = @(@{ contentType = 'application/vnd.microsoft.card.adaptive'; content = $card }) }
}

function Send-Slack {
    Send-Webhook MM_SLACK_WEBHOOK @{ text = (@("*$title*") + $facts) -join "`n" }
}

function Send-Mail {
    $server = Get-Setting MM_SMTP_SERVER
    $port = if ($env:MM_SMTP_PORT) { [int]$env:MM_SMTP_PORT } else { 587 }
    $client = New-Object Net.Mail.SmtpClient $server, $port
    $message = New-Object Net.Mail.MailMessage (Get-Setting MM_MAIL_FROM), (Get-Setting MM_MAIL_TO), $title, ($facts -join "`r`n")
    try {
        $client.EnableSsl = $server -notin 'localhost', '127.0.0.1'
        $client.Timeout = 30000
        if ($env:MM_SMTP_USER) {
            $client.Credentials = New-Object Net.NetworkCredential $env:MM_SMTP_USER, (Get-Setting MM_SMTP_PASSWORD)
        }

        $client.Send($message)
    } finally {
        $message.Dispose()
        $client.Dispose()
    }
}

function Send-EventLog {
    [Diagnostics.EventLog]::WriteEntry('MessengerMarketing', (@($title) + $facts) -join "`r`n", [Diagnostics.EventLogEntryType]::Error, $Failure.ExitCode)
}

# One channel that fails must not keep the others from being used.
$failed = foreach ($each in $Channel) {
    try {
        & "Send-$each"
    } catch {
        $text = "${each}: $($_.Exception.Message)"
        Write-Warning $text
        $text
    }
}

if ($failed) {
    throw ($failed -join ' ')
}
