<#
.SYNOPSIS
    Measures the module beside its peers in one run, as ratios, and fails when a ratio is more than 15 percent below the recorded one.
.DESCRIPTION
    Each ratio is a rate of the module by the rate of a peer that was measured in turns with it: the platform's SHA-256, a hand-written script, a
    Python helper's work, Import-Csv, sort and comm, and a webhook server as people write it. A ratio of 2 means twice as fast. Recorded ratios are kept by machine
    in recorded-ratios.json; a machine without any is not compared. A peer whose program is missing is left out, with a warning.
.OUTPUTS
    An object for each ratio: Name, Ratio, Recorded, and Result, which is passed, failed or new.
.EXAMPLE
    ./benchmarks/Measure-Peers.ps1
.EXAMPLE
    ./benchmarks/Measure-Peers.ps1 -Record
    Keeps the ratios as those that later runs on this machine are compared with.
#>
[CmdletBinding()]
param(
    # Rows of the list for the module and for Import-Csv. The hand-written script and Python get a tenth of it.
    [ValidateRange(1000, 100000000)]
    [long] $Rows = 200000,

    # How many times each is measured; the best time counts.
    [ValidateRange(1, 100)]
    [int] $Runs = 5,

    # Keeps the results.
    [switch] $Record
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$maxLoss = 0.15
$recordPath = Join-Path $PSScriptRoot 'recorded-ratios.json'
$project = Join-Path $PSScriptRoot 'MessengerMarketing.Benchmarks'
$peers = Join-Path $PSScriptRoot 'peers'

dotnet build $project --configuration Release --nologo --verbosity quiet | Out-Host
if ($LASTEXITCODE) { throw 'The benchmark project cannot be built.' }
dotnet build (Join-Path $PSScriptRoot '../module') --configuration Release --nologo --verbosity quiet | Out-Host
if ($LASTEXITCODE) { throw 'The module cannot be built.' }
$program = Join-Path $project 'bin/Release/net10.0/MessengerMarketing.Benchmarks.dll'
$folder = New-Item -ItemType Directory -Path (Join-Path ([IO.Path]::GetTempPath()) ([guid]::NewGuid()))
$ratios = [ordered]@{}

# One of each by turns, so that what else the machine does falls on all of them alike; the best time of each counts.
function Measure-ByTurns([Collections.Specialized.OrderedDictionary] $Scripts) {
    $best = @{}
    foreach ($run in 0..$Runs) {
        foreach ($name in $Scripts.Keys) {
            $seconds = (Measure-Command $Scripts[$name]).TotalSeconds
            # Once before it counts, so that the compiler has done its work.
            if ($run -gt 0) {
                $best[$name] = if ($best[$name]) { [Math]::Min($best[$name], $seconds) } else { $seconds }
            }
        }
    }
    $best
}

# What tells machines apart, without their names.
function Get-MachineKey {
    $processor = if (Test-Path /proc/cpuinfo) { (Select-String -Path /proc/cpuinfo -Pattern '^model name\s*:\s*(.+)$' | Select-Object -First 1).Matches.Groups[1].Value } else { $env:PROCESSOR_IDENTIFIER }
    $text = '{0} | {1} processors | {2} | {3}' -f $processor, [Environment]::ProcessorCount, [Runtime.InteropServices.RuntimeInformation]::OSArchitecture, $PSVersionTable.PSVersion
    $hash = [Security.Cryptography.SHA256]::Create().ComputeHash([Text.Encoding]::UTF8.GetBytes($text))
    ([BitConverter]::ToString($hash) -replace '-').Substring(0, 12).ToLowerInvariant()
}

$server = $null
try {
    $list = Join-Path $folder 'list.csv'
    $short = Join-Path $folder 'short.csv'
    $shortRows = [Math]::Max(1000, [long] ($Rows / 10))
    dotnet $program generate $list --rows $Rows
    dotnet $program generate $short --rows $shortRows

    # File to batches, beside the platform's hash alone.
    $encode = dotnet $program encode $list --runs $Runs | ConvertFrom-Json
    $ratios['file to batches / SHA-256 of the platform alone'] = $encode.RowsPerSecond / $encode.PlatformHashRowsPerSecond

    # The same work by hand, and in Python.
    $script = (1..[Math]::Min(3, $Runs) | ForEach-Object { (Measure-Command { & (Join-Path $peers 'HandWritten.ps1') -Path $short | Out-Null }).TotalSeconds } | Measure-Object -Minimum).Minimum
    $ratios['file to batches / hand-written script'] = $encode.RowsPerSecond / ($shortRows / $script)
    if (Get-Command python3 -ErrorAction Ignore) {
        $python = (1..$Runs | ForEach-Object { [double] (python3 (Join-Path $peers 'helper.py') $short) } | Measure-Object -Maximum).Maximum
        $ratios['file to batches / Python helper'] = $encode.RowsPerSecond / $python
    } else {
        Write-Warning 'Python is not installed, so its helper was not measured.'
    }

    # Cmdlets, beside Import-Csv.
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
    $ratios['Add-MMAudienceUser -Path / Import-Csv'] = $seconds.Import / $seconds.Path
    $ratios['Import-Csv | Add-MMAudienceUser / Import-Csv'] = $seconds.Import / $seconds.Pipeline
    $ratios['ConvertTo-MMHashedUser -Path / Import-Csv'] = $seconds.Import / $seconds.Convert

    # A nightly sync, beside the upload that it takes the place of, and beside sort and comm of the same hashes.
    $tools = @(Get-Command sort, comm, bash -CommandType Application -ErrorAction Ignore | Select-Object -ExpandProperty Name -Unique)
    $sync = & (Join-Path $PSScriptRoot 'Measure-Sync.ps1') -Rows $Rows -NoPeer:($tools.Count -lt 3)
    $ratios['nightly sync / upload with -WhatIf'] = $sync.WhatIf.Seconds / $sync.NightlySync.Seconds
    if ($sync.SortAndComm) {
        $ratios['nightly sync / hash, sort and comm'] = ($sync.SortAndComm.HashSeconds + $sync.SortAndComm.SortSeconds + $sync.SortAndComm.CommSeconds) / $sync.NightlySync.Seconds
    } else {
        Write-Warning 'sort, comm or bash is not installed, so they were not measured.'
    }

    # Webhooks, beside a server as people write it.
    $webhooks = dotnet $program webhooks --count 3000 --runs $Runs | ConvertFrom-Json
    $ratios['webhook deliveries / server of the platform'] = $webhooks.ShareOfPlatform
} finally {
    if ($server) { $server.Kill() }
    Remove-Item $folder -Recurse -Force
}

$records = if (Test-Path $recordPath) { Get-Content $recordPath -Raw | ConvertFrom-Json -AsHashtable } else { @{} }
$key = Get-MachineKey
$recorded = $records[$key]
foreach ($name in $ratios.Keys) {
    $known = if ($recorded) { $recorded[$name] }
    [pscustomobject]@{
        Name     = $name
        Ratio    = [Math]::Round($ratios[$name], 2)
        Recorded = $known
        Result   = if ($null -eq $known) { 'new' } elseif ($ratios[$name] -lt $known * (1 - $maxLoss)) { 'failed' } else { 'passed' }
    }
}

if ($Record) {
    $records[$key] = [ordered]@{}
    $ratios.Keys | ForEach-Object { $records[$key][$_] = [Math]::Round($ratios[$_], 2) }
    $records | ConvertTo-Json | Set-Content $recordPath
}
