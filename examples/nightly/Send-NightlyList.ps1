<#
.SYNOPSIS
    Uploads a list every night: resumes the upload of the night before if it was interrupted, logs the result, and ends with an exit code.
.DESCRIPTION
    Reads the connection from the environment (MM_ACCESS_TOKEN, MM_AD_ACCOUNT_ID, MM_PAGE_ID; Get-Help Connect-MMAccount).

    The log gets a line for each step and for each batch: times, numbers, states and error ids. Nobody's data is in it, and no
    text of an error, so that it may be kept and sent around. Nor is it in report.html, which is for people.

    Exit codes:
        0   all rows that are fit to be sent were accepted
        1   something went wrong; the log says what, and the next run resumes what is left
.EXAMPLE
    ./Send-NightlyList.ps1 -AudienceId 120210000000000000 -Path /srv/crm/customers.csv -StateFolder /var/lib/messenger
.EXAMPLE
    0 2 * * *  set -a; . /etc/messenger.env; pwsh -NoProfile -File /opt/messenger/Send-NightlyList.ps1 -AudienceId ... -Path ... -StateFolder ...

    A line of a crontab. The file has a line NAME=value for each variable; set -a hands them on.
.EXAMPLE
    $run = New-ScheduledTaskAction -Execute pwsh.exe -Argument '-NoProfile -File C:\Messenger\Send-NightlyList.ps1 -AudienceId ... -Path ... -StateFolder ...'
    Register-ScheduledTask -TaskName 'Messenger list' -Action $run -Trigger (New-ScheduledTaskTrigger -Daily -At 2am)

    The same on Windows. The environment variables belong to the account that the task runs as.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory = $true)]
    [string] $AudienceId,

    # The list. It must stay as it is until its upload is finished: a changed one is not resumed (MMJournalChanged), and is begun
    # anew once the journal has been removed.
    [Parameter(Mandatory = $true)]
    [string] $Path,

    # Where the journal, the log and the report are kept.
    [Parameter(Mandatory = $true)]
    [string] $StateFolder,

    # The country of numbers and rows that name none.
    [string] $DefaultCountry = 'US',

    # Stops a list that is bad in its first 1,000 rows: most likely its columns are mapped wrongly.
    [ValidateRange(0, 100)]
    [double] $MaxRejectPercent = 20
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$journal = Join-Path $StateFolder 'upload.journal'
$log = Join-Path $StateFolder 'upload.log'

function Write-Log {
    param([string] $Text)

    $line = '{0:yyyy-MM-ddTHH:mm:ssZ} {1}' -f [DateTime]::UtcNow, $Text
    Add-Content -LiteralPath $log -Value $line
}

filter Write-Receipt {
    Write-Log "batch $($_.Batch): $($_.Status), $($_.Rows) rows, $($_.Rejected) rejected, session $($_.SessionId)"
    $_
}

# Errors that end a batch and not the upload.
function Write-Failure {
    param($Errors)

    foreach ($failure in $Errors) {
        Write-Log "error: $(($failure.FullyQualifiedErrorId -split ',')[0])"
    }
}

# Whether there is an upload to go on with. One that was stopped before anything was sent, as for a list that is bad from its first
# rows, is not: the list of today is looked at anew.
function Test-Unfinished {
    if (-not (Test-Path -LiteralPath $journal)) {
        return $false
    }

    $upload = Get-MMAudienceUpload -JournalPath $journal
    if ($upload.State -eq 'Unfinished' -and $upload.RowsAccepted + $upload.RowsUnknown -eq 0) {
        Remove-Item -LiteralPath $journal
        return $false
    }

    $upload.State -ne 'Finished'
}

[void](New-Item -ItemType Directory -Path $StateFolder -Force)
try {
    if (-not (Get-Command -Name Connect-MMAccount -ErrorAction Ignore)) {
        Import-Module MessengerMarketing
    }

    Connect-MMAccount -FromEnvironment
    $receipts = @()
    $quiet = @{ WarningAction = 'SilentlyContinue'; ErrorAction = 'SilentlyContinue'; ErrorVariable = 'failures' }
    if (Test-Unfinished) {
        Write-Log 'going on with the upload that was broken off'
        $receipts += Resume-MMAudienceUpload -JournalPath $journal @quiet | Write-Receipt
        Write-Failure $failures
    }

    # The list of today follows only when nothing of the one before is left.
    if (-not (Test-Unfinished)) {
        Write-Log 'begun'
        $receipts += Add-MMAudienceUser -AudienceId $AudienceId -Path $Path -DefaultCountry $DefaultCountry -JournalPath $journal -MaxRejectPercent $MaxRejectPercent @quiet |
            Write-Receipt
        Write-Failure $failures
    }

    $record = Get-MMAudienceUpload -JournalPath $journal
    Write-Log "$($record.State): $($record.RowsRead) rows read, $($record.RowsAccepted) accepted, $($record.RowsRejected) rejected, $($record.RowsUnknown) unknown"
    Export-MMUploadReport -Path (Join-Path $StateFolder 'report.html') -JournalPath $journal

    # An export that went wrong leaves a header line alone, and nobody would hear of it.
    $isEmpty = $record.RowsRead -eq 0
    if ($isEmpty) {
        Write-Log 'the list has no rows'
    }

    exit [int]($isEmpty -or $record.State -ne 'Finished' -or $receipts.Status -match 'Rejected|Unknown')
} catch {
    # The id alone: a message may be about a row or a path.
    Write-Log "failed: $(($_.FullyQualifiedErrorId -split ',')[0])"
    exit 1
} finally {
    if (Get-Command -Name Disconnect-MMAccount -ErrorAction Ignore) {
        Disconnect-MMAccount
    }
}
