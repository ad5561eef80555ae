<#
.SYNOPSIS
    Synchronizes an audience with a list in PostgreSQL: removes people who left or opted out, and adds new people. Only hashes leave the database.
.DESCRIPTION
    sync-plan.sql compares the list with what was sent, and writes the difference to the table mm_change. This script sends the difference:
    removals first, then new and changed rows, and last the rows that share an email address or a phone number with a removed one. The table
    mm_sent changes only by batches that the Graph API accepted. You can stop the script at any time. The next run compares again, and
    sends everything again that is not certain.

    Run sync-setup.sql once first. The script needs the module and a connection (Connect-MMAccount), and the settings of psql (PGHOST,
    PGDATABASE, PGUSER, ...).

    The script returns the counts of the plan. RowsOpen is the number of rows that are not accepted yet.
.EXAMPLE
    ./Sync-HashedList.ps1 -AudienceId 120210000000000000
.EXAMPLE
    ./Sync-HashedList.ps1 -AudienceId 120210000000000000 -PlanOnly -PartCount 4
    ./Sync-HashedList.ps1 -AudienceId 120210000000000000 -Part 0 -PartCount 4

    Four machines share the work. One machine runs the first command. Then each machine sends one part, from 0 to 3.
#>
[CmdletBinding(DefaultParameterSetName = 'All', SupportsShouldProcess = $true)]
param(
    [Parameter(Mandatory = $true)]
    [ValidatePattern('^\d+$')]
    [string] $AudienceId,

    # The table or view of customers, with the columns that postgresql-hash.sql names.
    [Parameter(ParameterSetName = 'All')]
    [Parameter(ParameterSetName = 'Plan')]
    [ValidatePattern('^[\w.]+$')]
    [string] $CustomerTable = 'customers',

    # The table or view of people who opted out, with the columns email and phone. Phone numbers have a calling code.
    [Parameter(ParameterSetName = 'All')]
    [Parameter(ParameterSetName = 'Plan')]
    [ValidatePattern('^[\w.]+$')]
    [string] $OptOutTable = 'opt_outs',

    # Nothing is sent if a larger share of the people who were sent is not on the list any more.
    [Parameter(ParameterSetName = 'All')]
    [Parameter(ParameterSetName = 'Plan')]
    [ValidateRange(0, 100)]
    [int] $MaxRemovePercent = 20,

    # Sends all rows of the list again.
    [Parameter(ParameterSetName = 'All')]
    [Parameter(ParameterSetName = 'Plan')]
    [switch] $Full,

    # Compares the list with what was sent, for several machines, and sends nothing.
    [Parameter(ParameterSetName = 'Plan', Mandatory = $true)]
    [switch] $PlanOnly,

    # The part of the plan to send, from 0.
    [Parameter(ParameterSetName = 'Part', Mandatory = $true)]
    [ValidateRange(0, 999)]
    [int] $Part,

    # The number of machines.
    [Parameter(ParameterSetName = 'Plan', Mandatory = $true)]
    [Parameter(ParameterSetName = 'Part', Mandatory = $true)]
    [ValidateRange(1, 1000)]
    [int] $PartCount = 1,

    # How long to wait for the removals of the other machines.
    [Parameter(ParameterSetName = 'Part')]
    [ValidateRange(0, 86400)]
    [int] $MaxWaitSec = 3600
)

$ErrorActionPreference = 'Stop'
if ($Part -ge $PartCount) {
    throw "There is no part $Part of ${PartCount}: parts are numbered from 0 to $($PartCount - 1)."
}

$isTooSmall = $false
$isPart = $PSCmdlet.ParameterSetName -eq 'Part'
$settings = '--csv', '--quiet', '--no-psqlrc', '--set', 'ON_ERROR_STOP=1', '--set', "audience=$AudienceId", '--set', "part=$Part"
$condition = "audience_id = :'audience' AND part = :part"

function Invoke-Psql {
    $input | psql @settings @args
    if ($LASTEXITCODE -ne 0) {
        throw "psql ended with exit code $LASTEXITCODE. What was accepted so far is recorded; run the script again."
    }
}

# Two runs would record each other's rows. The lock is released when the returned process ends, even if this script is killed.
function Lock-Plan {
    $start = New-Object Diagnostics.ProcessStartInfo 'psql', '--quiet --no-psqlrc --tuples-only --no-align --set ON_ERROR_STOP=1'
    $start.UseShellExecute = $false
    $start.RedirectStandardInput = $start.RedirectStandardOutput = $true
    $process = [Diagnostics.Process]::Start($start)
    # A plan excludes all other runs. A part excludes a plan and a second process with the same part.
    $key = "hashtext('mm_sync $AudienceId')"
    $process.StandardInput.WriteLine($(if ($isPart) {
        "SELECT pg_try_advisory_lock_shared($key, 0) AND pg_try_advisory_lock($key, $($Part + 1));"
    } else {
        "SELECT pg_try_advisory_lock($key, 0);"
    }))
    if ($process.StandardOutput.ReadLine() -ne 't') {
        $process.StandardInput.Close()
        throw 'Another run works on this audience, or psql could not connect.'
    }

    $process
}

function Save-Receipt {
    param([string] $Step, $Receipt)

    if ($lock.HasExited) {
        throw 'The connection that holds the lock was closed, so another run may have begun. Run the script again.'
    }

    $rows = "$condition AND step = '$Step' AND number BETWEEN $($Receipt.FirstRow) AND $($Receipt.LastRow) AND NOT is_tried"
    if ($Receipt.Status -ne 'Accepted') {
        "UPDATE mm_change SET is_tried = true WHERE step = 'remove' AND $rows;" | Invoke-Psql
    } elseif ($Step -eq 'remove') {
        "WITH done AS (DELETE FROM mm_change WHERE $rows RETURNING audience_id, email, phone)
        DELETE FROM mm_sent USING done
        WHERE mm_sent.audience_id = done.audience_id AND mm_sent.email = done.email AND mm_sent.phone = done.phone;" | Invoke-Psql
    } else {
        "WITH done AS (DELETE FROM mm_change WHERE $rows RETURNING audience_id, email, phone, details)
        INSERT INTO mm_sent SELECT * FROM done
        ON CONFLICT (audience_id, email, phone) DO UPDATE SET details = EXCLUDED.details;" | Invoke-Psql
    }
}

# Numbers the open rows without gaps, because receipts name rows by their position, and sends them.
function Send-Step {
    param([string] $Step)

    $open = "$condition AND step = '$Step' AND NOT is_tried"
    $columns = 'encode(email, ''hex'') AS "EMAIL", encode(phone, ''hex'') AS "PHONE"'
    if ($Step -ne 'remove') {
        $columns += ', fn AS "FN", ln AS "LN", ct AS "CT", st AS "ST", zip AS "ZIP", country AS "COUNTRY"'
    }

    $send = if ($Step -eq 'remove') { 'Remove-MMAudienceUser' } else { 'Add-MMAudienceUser' }
    try {
        # COPY streams the rows, so they are never all in memory. A batch that fails temporarily does not stop the others.
        "UPDATE mm_change SET number = position
        FROM (SELECT ctid AS place, row_number() OVER (ORDER BY number) AS position FROM mm_change WHERE $open) AS numbered
        WHERE mm_change.ctid = place AND number <> position;
        COPY (SELECT $columns FROM mm_change WHERE $open ORDER BY number) TO STDOUT WITH (FORMAT csv, HEADER true);" | Invoke-Psql |
            ConvertFrom-Csv |
            & $send -AudienceId $AudienceId -AlreadyHashed -Confirm:$false -InformationAction Ignore -ErrorAction Continue |
            ForEach-Object { Save-Receipt $Step $_ }
    } catch {
        if ($Step -ne 'remove' -or $_.FullyQualifiedErrorId -notlike 'MMAudienceTooSmall*') {
            throw
        }

        # Meta keeps a minimum number of people. Later runs try again, after more people were added.
        Write-Warning 'Too few people would remain in the audience, so Meta rejected removals. A later run tries again.'
        $script:isTooSmall = $true
        "UPDATE mm_change SET is_tried = true WHERE $open;" | Invoke-Psql
    }
}

function Get-Count {
    param([string] $Where)

    [long]("SELECT count(*) FROM mm_change WHERE $Where;" | Invoke-Psql --tuples-only)
}

$lock = Lock-Plan
try {
    $result = [pscustomobject]@{}
    if ($isPart) {
        if ((Get-Count "audience_id = :'audience' AND part >= $PartCount") -gt 0) {
            throw "The plan has more than $PartCount parts. Use the -PartCount that it was made with."
        }
    } else {
        $variables = @{
            list = $CustomerTable; opt_outs = $OptOutTable; parts = $PartCount; max_remove_percent = $MaxRemovePercent
            full = [bool]$Full; what_if = [bool]$WhatIfPreference
        }
        $arguments = $variables.GetEnumerator() | ForEach-Object { '--set'; "$($_.Key)=$($_.Value)" }
        $result = Invoke-Psql @arguments --file (Join-Path $PSScriptRoot 'sync-plan.sql') | ConvertFrom-Csv
        if ($PlanOnly -or $WhatIfPreference) {
            return $result
        }
    }

    Send-Step remove
    Send-Step add
    # Removals of other machines may concern people of this part.
    $removals = "audience_id = :'audience' AND step = 'remove' AND NOT is_tried"
    $clock = [Diagnostics.Stopwatch]::StartNew()
    while (($count = Get-Count $removals) -gt 0 -and $isPart -and $clock.Elapsed.TotalSeconds -lt $MaxWaitSec) {
        Start-Sleep -Seconds 2
    }

    if ($count -eq 0) {
        Send-Step add_last
    }

    $open = Get-Count $condition
    $result | Add-Member -NotePropertyName RowsOpen -NotePropertyValue $open -PassThru
    $failed = if ($isTooSmall) { Get-Count "$condition AND NOT is_tried" } else { $open }
    if ($failed -gt 0) {
        throw "$failed rows are not accepted yet. Run the script again: it plans again, and sends them."
    }
} finally {
    $lock.StandardInput.Close()
    [void]$lock.WaitForExit(10000)
}
