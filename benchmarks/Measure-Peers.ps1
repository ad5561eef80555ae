<#
.SYNOPSIS
    Compares the module with its peers in one run, and fails if a ratio is more than 15 percent below the recorded one.
.DESCRIPTION
    Each ratio is the rate of the module divided by the rate of a peer, measured alternately: SHA-256 of the platform, a hand-written script, a
    Python script, Import-Csv, sort and comm, and a simple webhook server. A ratio of 2 means twice as fast. The recorded ratios of each
    machine and number of rows are in recorded-ratios.json. Without recorded ratios, nothing is compared. If the program of a peer is missing, the script writes
    a warning and omits the peer.
.OUTPUTS
    One object per ratio: Part, Name, Ratio, Recorded, and Result (passed, failed, or new).
.EXAMPLE
    ./benchmarks/Measure-Peers.ps1
.EXAMPLE
    ./benchmarks/Measure-Peers.ps1 -Record
    Records the ratios for comparison with later runs on this machine.
.EXAMPLE
    ./benchmarks/Measure-Peers.ps1 -Part Sync
    Measures the nightly sync only.
#>
[CmdletBinding()]
param(
    # The number of rows for the module and for Import-Csv. The hand-written script and Python process a tenth of them, and the nightly sync five times as
    # many, because each of its measurements starts a process.
    [ValidateRange(1000, 100000000)]
    [long] $Rows = 200000,

    # How often each is measured. The best time counts. Hashing and the cmdlets are measured eight times as often, webhooks twice as often, and the nightly sync
    # at most twice.
    [ValidateRange(1, 100)]
    [int] $Runs = 5,

    # What to measure. By default, all parts are measured.
    [ValidateSet('Batches', 'Cmdlets', 'Sync', 'Webhooks')]
    [string[]] $Part = @('Batches', 'Cmdlets', 'Sync', 'Webhooks'),

    # Records the results. Ratios of other parts remain recorded.
    [switch] $Record
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$maxLoss = 0.15
# Hashing or a cmdlet takes only a fraction of a second, so the best of a few runs varies by more than the check allows.
$shortRuns = 8 * $Runs
$recordPath = Join-Path $PSScriptRoot 'recorded-ratios.json'
$project = Join-Path $PSScriptRoot 'MessengerMarketing.Benchmarks'
$peers = Join-Path $PSScriptRoot 'peers'

dotnet build $project --configuration Release --nologo --verbosity quiet | Out-Host
if ($LASTEXITCODE) { throw 'The benchmark project cannot be built.' }
dotnet build (Join-Path $PSScriptRoot '../module') --configuration Release --nologo --verbosity quiet | Out-Host
if ($LASTEXITCODE) { throw 'The module cannot be built.' }
$program = Join-Path $project 'bin/Release/net10.0/MessengerMarketing.Benchmarks.dll'
$folder = New-Item -ItemType Directory -Path (Join-Path ([IO.Path]::GetTempPath()) ([guid]::NewGuid()))
$ratios = [Collections.Generic.List[object]]::new()

function Add-Ratio([string] $Part, [string] $Name, [double] $Ratio) { $ratios.Add([pscustomobject]@{ Part = $Part; Name = $Name; Ratio = $Ratio }) }

# Alternates, so that other work on the machine affects all of them equally. The best time of each counts.
function Measure-ByTurns([Collections.Specialized.OrderedDictionary] $Scripts) {
    $best = @{}
    foreach ($run in 0..$shortRuns) {
        foreach ($name in $Scripts.Keys) {
            $seconds = (Measure-Command $Scripts[$name]).TotalSeconds
            # A warm-up, so that the code is compiled before the measurement.
            if ($run -gt 0) {
                $best[$name] = if ($best[$name]) { [Math]::Min($best[$name], $seconds) } else { $seconds }
            }
        }
    }
    $best
}

# Identifies the machine without its name, and the size of the list, on which the ratios depend. Virtual machines often have the same model name for
# several generations of processors, so the family, model, stepping, and cache count too. An Arm processor has a part number instead.
function Get-RecordKey {
    $fields = '^(model name|cpu family|model|stepping|cache size|CPU implementer|CPU part|CPU revision)\s*:'
    $processor = if (Test-Path /proc/cpuinfo) { ((Select-String -Path /proc/cpuinfo -Pattern $fields).Line -replace '\s+', ' ' | Select-Object -Unique) -join ', ' } else { $env:PROCESSOR_IDENTIFIER }
    $text = '{0} | {1} processors | {2} | {3} | {4} rows' -f $processor, [Environment]::ProcessorCount, [Runtime.InteropServices.RuntimeInformation]::OSArchitecture, $PSVersionTable.PSVersion, $Rows
    $hash = [Security.Cryptography.SHA256]::Create().ComputeHash([Text.Encoding]::UTF8.GetBytes($text))
    ([BitConverter]::ToString($hash) -replace '-').Substring(0, 12).ToLowerInvariant()
}

$server = $null
try {
    $list = Join-Path $folder 'list.csv'
    if ('Batches' -in $Part -or 'Cmdlets' -in $Part) { dotnet $program generate $list --rows $Rows }

    # From file to batches, compared with SHA-256 alone, and with the same work in a hand-written script and in Python.
    if ('Batches' -in $Part) {
        $short = Join-Path $folder 'short.csv'
        $shortRows = [Math]::Max(1000, [long] ($Rows / 10))
        dotnet $program generate $short --rows $shortRows
        $encode = dotnet $program encode $list --runs $shortRuns | ConvertFrom-Json
        Add-Ratio Batches 'file to batches / SHA-256 of the platform alone' ($encode.RowsPerSecond / $encode.PlatformHashRowsPerSecond)
        $script = (1..[Math]::Min(3, $Runs) | ForEach-Object { (Measure-Command { & (Join-Path $peers 'HandWritten.ps1') -Path $short | Out-Null }).TotalSeconds } | Measure-Object -Minimum).Minimum
        Add-Ratio Batches 'file to batches / hand-written script' ($encode.RowsPerSecond / ($shortRows / $script))
        if (Get-Command python3 -ErrorAction Ignore) {
            $python = (1..$Runs | ForEach-Object { [double] (python3 (Join-Path $peers 'helper.py') $short) } | Measure-Object -Maximum).Maximum
            Add-Ratio Batches 'file to batches / Python helper' ($encode.RowsPerSecond / $python)
        } else {
            Write-Warning 'Python is not installed, so its helper was not measured.'
        }
    }

    # Cmdlets, compared with Import-Csv.
    if ('Cmdlets' -in $Part) {
        Import-Module (Join-Path $PSScriptRoot '../output/MessengerMarketing') -Force
        $start = [Diagnostics.ProcessStartInfo] @{ FileName = 'dotnet'; Arguments = "`"$program`" discard"; RedirectStandardOutput = $true; UseShellExecute = $false }
        $server = [Diagnostics.Process]::Start($start)
        $context = Connect-MMAccount -PassThru -AdAccountId 1 -PageId 1 -BaseUri $server.StandardOutput.ReadLine() -AccessToken (ConvertTo-SecureString 'synthetic-token' -AsPlainText -Force)
        $upload = @{ AudienceId = '1'; Context = $context }
        $seconds = Measure-ByTurns ([ordered]@{
                Import   = { Import-Csv $list | Out-Null }
                Path     = { Add-MMAudienceUser -Path $list @upload | Out-Null }
                Pipeline = { Import-Csv $list | Add-MMAudienceUser @upload | Out-Null }
                Convert  = { ConvertTo-MMHashedUser -LiteralPath $list | Out-Null }
            })
        Add-Ratio Cmdlets 'Add-MMAudienceUser -Path / Import-Csv' ($seconds.Import / $seconds.Path)
        Add-Ratio Cmdlets 'Import-Csv | Add-MMAudienceUser / Import-Csv' ($seconds.Import / $seconds.Pipeline)
        Add-Ratio Cmdlets 'ConvertTo-MMHashedUser -Path / Import-Csv' ($seconds.Import / $seconds.Convert)
    }

    # A nightly sync, compared with the upload that it replaces, and with sort and comm of the same hashes.
    if ('Sync' -in $Part) {
        $tools = @(Get-Command sort, comm, bash -CommandType Application -ErrorAction Ignore | Select-Object -ExpandProperty Name -Unique)
        $nights = @(1..[Math]::Min(2, $Runs) | ForEach-Object { & (Join-Path $PSScriptRoot 'Measure-Sync.ps1') -Rows (5 * $Rows) -NoPeer:($tools.Count -lt 3) })
        $night = ($nights.NightlySync.Seconds | Measure-Object -Minimum).Minimum
        Add-Ratio Sync 'nightly sync / upload with -WhatIf' (($nights.WhatIf.Seconds | Measure-Object -Minimum).Minimum / $night)
        if ($nights[0].SortAndComm) {
            Add-Ratio Sync 'nightly sync / hash, sort and comm' (($nights.SortAndComm | ForEach-Object { $_.HashSeconds + $_.SortSeconds + $_.CommSeconds } | Measure-Object -Minimum).Minimum / $night)
        } else {
            Write-Warning 'sort, comm or bash is not installed, so they were not measured.'
        }
    }

    # Webhooks, compared with a simple server.
    if ('Webhooks' -in $Part) {
        $webhooks = dotnet $program webhooks --count 3000 --runs (2 * $Runs) | ConvertFrom-Json
        Add-Ratio Webhooks 'webhook deliveries / server of the platform' $webhooks.ShareOfPlatform
    }
} finally {
    if ($server) { $server.Kill() }
    Remove-Item $folder -Recurse -Force
}

$records = if (Test-Path $recordPath) { Get-Content $recordPath -Raw | ConvertFrom-Json -AsHashtable } else { @{} }
$key = Get-RecordKey
$recorded = $records[$key]
foreach ($measured in $ratios) {
    $known = if ($recorded) { $recorded[$measured.Name] }
    [pscustomobject]@{
        Part     = $measured.Part
        Name     = $measured.Name
        Ratio    = [Math]::Round($measured.Ratio, 2)
        Recorded = $known
        Result   = if ($null -eq $known) { 'new' } elseif ($measured.Ratio -lt $known * (1 - $maxLoss)) { 'failed' } else { 'passed' }
    }
}

if ($Record) {
    $records[$key] = $recorded ?? [ordered]@{}
    $ratios | ForEach-Object { $records[$key][$_.Name] = [Math]::Round($_.Ratio, 2) }
    $records | ConvertTo-Json | Set-Content $recordPath
}
