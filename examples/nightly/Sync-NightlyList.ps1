<#
.SYNOPSIS
    Synchronizes an audience with a list every night: adds new people, removes people who left or opted out, writes a log entry, and sets an exit code.
.DESCRIPTION
    Reads the connection from the environment (MM_ACCESS_TOKEN, MM_AD_ACCOUNT_ID, MM_PAGE_ID; see Get-Help Connect-MMAccount). The list may
    change at any time between two runs. If a run was interrupted, the next one completes it.

    Each run begins with Test-MMContext. A warning, such as a token that expires soon, is written to the log and does not stop the run. If the token
    is not valid, the run ends at once.

    The state folder contains:

    audience.state             Hashes of what was sent and accepted. It is as sensitive as the list. Keep it: without it, nobody can be removed.
    nightly.log                One line for each run, with counts and error IDs, and one for each check with a warning. It contains no personal data
                               and no error messages.
    nightly-<time>.log         Earlier logs, kept for -KeepDays.
    report-<date>.html         The batches of a night, kept for -KeepDays.
    rejects.csv                The rejected rows of the last run, by row number.

    Two kinds of files are there only if you use this folder for them. Finished journals of uploads (*.journal) are kept for -KeepDays. So are the
    full files of inboxes (<inbox>.000000000001), if Watch-MMWebhook -Resume processed all of their events.

    Exit codes:

    0   Success. The audience equals the list.
    1   Unexpected error.
    2   Configuration: a setting, a file, or a folder is missing or cannot be used.
    3   Authentication: the token is invalid or has expired, a permission is missing, or terms are not accepted.
    4   Network: Meta did not answer, or the rate limit lasted too long. The next run continues.
    5   Guard: the list is empty, or too many people would be removed. Nobody who left the list was removed.
    6   Too many rejected rows. Nobody who left the list was removed.
    7   Another run is working.
    8   Unfinished: the Graph API did not accept all batches. The next run sends them again.
.EXAMPLE
    ./Sync-NightlyList.ps1 -AudienceId 120210000000000000 -Path /srv/crm/customers.csv -SuppressPath /srv/crm/optouts.csv -StateFolder /var/lib/messenger
.EXAMPLE
    0 2 * * *  set -a; . /etc/messenger.env; pwsh -NoProfile -File /opt/messenger/Sync-NightlyList.ps1 -AudienceId ... -Path ... -StateFolder ...

    A crontab entry. The file contains a line NAME=value for each variable, and set -a exports them. For systemd, see messenger-list.service.
    For Windows, see Register-NightlyTask.ps1.
.EXAMPLE
    ./Sync-NightlyList.ps1 ... -OnFailure { param($Failure) ./Send-FailureNotice.ps1 -Failure $Failure -Channel Teams, Mail }

    Sends a notification if a run ends with an exit code other than 0. Invoke-Nightly.ps1 does the same from a file.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory = $true)]
    [string] $AudienceId,

    # The list. A run reads it once, so it must be complete before the run begins.
    [Parameter(Mandatory = $true)]
    [string] $Path,

    # Where the state, the log and the reports are kept.
    [Parameter(Mandatory = $true)]
    [string] $StateFolder,

    # Files with people who opted out. They are removed from the audience.
    [string[]] $SuppressPath,

    # The country of phone numbers and rows without one.
    [string] $DefaultCountry = 'US',

    # Nothing is sent if a larger share of the rows cannot be used: the columns are then probably not recognized.
    [ValidateRange(0, 100)]
    [double] $MaxRejectPercent = 20,

    # Nobody is removed, except opt-outs, if a larger share of the people is missing: the export is then probably incomplete.
    [ValidateRange(0, 100)]
    [double] $MaxRemovePercent = 20,

    # How long earlier logs, reports, finished journals, and full files of inboxes are kept.
    [ValidateRange(1, 3650)]
    [int] $KeepDays = 90,

    # A log larger than this is renamed, and a new one is started.
    [ValidateRange(1KB, 1GB)]
    [long] $MaxLogBytes = 1MB,

    # Runs after a run that failed, with one object: ExitCode, Reason, ErrorId, AudienceId, Time, Text, LogPath, and Summary.
    [scriptblock] $OnFailure
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$log = Join-Path $StateFolder 'nightly.log'
$reasons = 'Success', 'Error', 'Configuration', 'Authentication', 'Network', 'Guard', 'Rejects', 'Busy', 'Unfinished'
$codes = @{
    MMAuthenticationFailed = 3; MMPermissionDenied = 3; MMTermsNotAccepted = 3
    MMNoAnswer = 4; MMServiceUnavailable = 4; MMThrottled = 4; MMUnexpectedAnswer = 4
    MMSyncListEmpty = 5; MMTooManyRemovals = 5; MMTooManyRejected = 6; MMFileInUse = 7
}

function Get-ExitCode {
    param([string] $ErrorId)

    if ($codes.ContainsKey($ErrorId)) {
        $codes[$ErrorId]
    } elseif ($ErrorId -match '^MM(File|State|Suppression|Setting|Column|AudienceNotFound|AudienceAmbiguous|NotConnected|NotAFile|InvalidArgument|PathTaken|Rejects)|^FolderNotAccessible$|^Modules_') {
        2
    } else {
        1
    }
}

function Get-ErrorId {
    param($ErrorRecord)

    # Messages are not logged, because they can contain a path or an address. The ID of an error from throw is its message.
    $id = ($ErrorRecord.FullyQualifiedErrorId -split ',')[0]
    if ($id -match '^\w+$') { $id } else { $ErrorRecord.Exception.GetType().Name }
}

function Write-Log {
    [CmdletBinding()]
    param([string] $Text)

    $line = '{0:yyyy-MM-ddTHH:mm:ssZ} {1}' -f [DateTime]::UtcNow, $Text
    Write-Information $line -InformationAction Continue
    Add-Content -LiteralPath $log -Value $line
}

function Format-Count {
    param($Summary)

    '{0} people, {1} added, {2} changed, {3} removed, {4} opted out, {5} unchanged, {6} rows rejected, {7} batches, {8:0} s' -f $Summary.People, $Summary.Added,
        $Summary.Changed, $Summary.Removed, $Summary.OptedOut, $Summary.Unchanged, ($Summary.RowsRead - $Summary.RowsUsable), $Summary.Batches, $Summary.Duration.TotalSeconds
}

# Writes warnings of the checks that a sync depends on to the log, and returns the error ID if the token is not valid. The checks of the Page are left
# out: a sync does not need the Page, and a warning that appears every night is soon ignored.
function Test-Context {
    $needed = 'BaseAddress', 'Connection', 'ApiVersion', 'Clock', 'AccessToken', 'AudiencePermission', 'AdAccount', 'AudienceTerms'
    $results = @(Test-MMContext -WarningAction SilentlyContinue -ErrorAction SilentlyContinue | Where-Object { $_.Name -in $needed -and $_.Status -in 'Warning', 'Failed' })
    foreach ($result in $results) {
        # The message of a failed call is not logged, like any other error message.
        $detail = if ($result.ErrorId) { $result.ErrorId } else { $result.Meaning -replace '\s+', ' ' }
        Write-Log "Check $($result.Name), $($result.Status): $detail"
    }

    # A description of the token that says otherwise does not stop the run: Meta accepts the token, or the sync ends with the error.
    if ($results | Where-Object { $_.Name -eq 'AccessToken' -and $_.Status -eq 'Failed' -and $_.ErrorId -and $codes[$_.ErrorId] -eq 3 }) {
        'MMAuthenticationFailed'
    }
}

# Adds the time to the name of a full log, so that a new one is started.
function Move-FullLog {
    if ((Test-Path -LiteralPath $log) -and (Get-Item -LiteralPath $log).Length -gt $MaxLogBytes) {
        Move-Item -LiteralPath $log -Destination (Join-Path $StateFolder ('nightly-{0:yyyyMMddTHHmmssZ}.log' -f [DateTime]::UtcNow))
    }
}

# Checks by name and first bytes whether this script or the module wrote the file.
function Test-OwnFile {
    param($File)

    $start = (Get-Content -LiteralPath $File.FullName -TotalCount 2) -join "`n"
    switch -Regex ($File.Name) {
        '^nightly-\d{8}T\d{6}Z\.log$' { return $start -match '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ ([A-Z][a-z]+, exit code \d|Check \w+, (Warning|Failed)|Notification failed|Not deleted): ?' }
        '^report-\d{8}\.html$' { return $start -like '<!DOCTYPE html>*<meta name="generator" content="Export-MMUploadReport"*' }
        '\.\d{12,}$' { return $start -match '^\{"sequence":' -and (Test-ProcessedInbox $File) }
        '\.journal' { return $start -match '^\{"upload":' -and (Get-MMAudienceUpload -JournalPath $File.FullName -ErrorAction Ignore).State -eq 'Finished' }
        default { return $false }
    }
}

# Whether Watch-MMWebhook -Resume has processed all events of a full file of an inbox. The name of such a file ends with the number of its first
# delivery. The position file contains the number of the first delivery that is not processed.
function Test-ProcessedInbox {
    param($File)

    $inbox = $File.FullName -replace '\.\d+$'
    $position = "$inbox.position"
    if (-not (Test-Path -LiteralPath $position) -or (Get-Content -LiteralPath $position -TotalCount 1) -notmatch '^\d+ (\d+) \d+ *$') {
        return $false
    }

    $unprocessed = [long]$Matches[1]
    $next = Get-ChildItem -LiteralPath $StateFolder -File | Where-Object { $_.FullName -match '^(.+)\.(\d{12,})$' -and $Matches[1] -eq $inbox } |
        ForEach-Object { [long]($_.Name -replace '^.*\.') } | Where-Object { $_ -gt [long]($File.Name -replace '^.*\.') } | Sort-Object | Select-Object -First 1
    if ($null -eq $next -and (Get-Content -LiteralPath $inbox -TotalCount 1) -match '^\{"sequence":(\d+),') {
        $next = [long]$Matches[1]
    }

    $null -ne $next -and $unprocessed -ge $next
}

# A file that cannot be read or deleted, such as a damaged journal, does not keep the others.
function Remove-OldFile {
    $oldest = [DateTime]::UtcNow.AddDays(-$KeepDays)
    $files = Get-ChildItem -LiteralPath $StateFolder -File |
        Where-Object { $_.LastWriteTimeUtc -lt $oldest -and -not ($_.Attributes -band [IO.FileAttributes]::ReparsePoint) }
    foreach ($file in $files) {
        try {
            if (Test-OwnFile $file) {
                Remove-Item -LiteralPath $file.FullName -Force
            }
        } catch {
            Write-Log "Not deleted: $(Get-ErrorId $_)"
        }
    }
}

$errorId = $summary = $lock = $null
$failures = @()
try {
    try {
        [void](New-Item -ItemType Directory -Path $StateFolder -Force)
        # The operating system ends the lock with this process.
        $lock = [IO.File]::Open((Join-Path $StateFolder 'nightly.lock'), 'OpenOrCreate', 'ReadWrite', 'None')
    } catch {
        # A sharing violation has no exception type of its own.
        $inner = $_.Exception.InnerException
        $errorId = if ($inner -and $inner.GetType() -eq [IO.IOException]) { 'MMFileInUse' } else { 'FolderNotAccessible' }
    }

    if ($lock) {
        Move-FullLog
        if (-not (Get-Command -Name Sync-MMAudienceUser -ErrorAction Ignore)) {
            Import-Module MessengerMarketing
        }

        Connect-MMAccount -FromEnvironment
        $errorId = Test-Context
    }

    if ($lock -and -not $errorId) {
        $options = @{
            AudienceId = $AudienceId; LiteralPath = $Path; StatePath = Join-Path $StateFolder 'audience.state'; RejectPath = Join-Path $StateFolder 'rejects.csv'
            DefaultCountry = $DefaultCountry; MaxRejectPercent = $MaxRejectPercent; MaxRemovePercent = $MaxRemovePercent
        }
        if ($SuppressPath) {
            $options.SuppressPath = $SuppressPath
        }

        $output = @(Sync-MMAudienceUser @options -WarningAction SilentlyContinue -InformationAction Ignore -ErrorAction SilentlyContinue -ErrorVariable failures)
        $summary = $output | Where-Object { $_.PSObject.Properties['RowsUsable'] }
        $receipts = @($output | Where-Object { $_.PSObject.Properties['Batch'] })
        if ($receipts) {
            $receipts | Export-MMUploadReport -Path (Join-Path $StateFolder ('report-{0:yyyyMMdd}.html' -f [DateTime]::UtcNow))
        }
    }
} catch {
    $errorId = Get-ErrorId $_
} finally {
    if (Get-Command -Name Disconnect-MMAccount -ErrorAction Ignore) {
        Disconnect-MMAccount
    }
}

if (-not $errorId -and $failures) {
    $errorId = Get-ErrorId $failures[0]
}

$code = if ($errorId) { Get-ExitCode $errorId } elseif ($summary.State -ne 'Finished') { 8 } else { 0 }
# The next run sends a permanently rejected batch again, together with the changes of the day.
if ($code -eq 1 -and $summary -and $summary.State -ne 'Finished') {
    $code = 8
}

# Also after a run that failed, so that files are not kept for longer while runs fail.
if ($lock) {
    try {
        Remove-OldFile
    } catch {
        Write-Warning "Old files were not deleted: $(Get-ErrorId $_)"
    }
}

$text = "$($reasons[$code]), exit code ${code}:" + $(if ($summary) { " $(Format-Count $summary)" }) + $(if ($errorId) { " $errorId" })
try {
    Write-Log $text
} catch {
    Write-Warning "The log cannot be written. $text"
    $code = [Math]::Max($code, 2)
}

if ($lock) {
    $lock.Dispose()
}

if ($code -ne 0 -and $OnFailure) {
    try {
        [void](& $OnFailure ([pscustomobject]@{
            ExitCode = $code; Reason = $reasons[$code]; ErrorId = $errorId; AudienceId = $AudienceId; Time = [DateTimeOffset]::UtcNow; Text = $text; LogPath = $log
            Summary = $summary
        }))
    } catch {
        Write-Log "Notification failed: $(Get-ErrorId $_)" -ErrorAction Continue
    }
}

exit $code
