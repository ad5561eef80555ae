<#
.SYNOPSIS
    Measures the time, memory, and disk space of a nightly sync, compared with an upload of the same list with -WhatIf, and with sort and comm.
.DESCRIPTION
    Writes two lists that differ in one row of a hundred, syncs the first, and measures the second. Each measurement runs in its own process.
    Needs about 1,100 bytes of free space per row, or 350 with -NoPeer. Deletes its files at the end.
.PARAMETER Rows
    The number of rows in the list.
.PARAMETER Folder
    A new folder on the disk to measure. By default, the script uses the folder for temporary files.
.PARAMETER NoPeer
    Omits sort and comm.
.OUTPUTS
    An object with one property per measurement.
#>
[CmdletBinding()]
param(
    [long] $Rows = 1000000,
    [string] $Folder = (Join-Path ([IO.Path]::GetTempPath()) "mm-sync-$([guid]::NewGuid().ToString('N'))"),
    [switch] $NoPeer
)

$ErrorActionPreference = 'Stop'
$project = Join-Path $PSScriptRoot 'MessengerMarketing.Benchmarks'
$output = Join-Path $Folder 'bin'
if (Test-Path -LiteralPath $Folder) { throw "The folder '$Folder' exists. It would be deleted at the end." }
$null = New-Item -ItemType Directory -Path $Folder
try {
    dotnet build $project -c Release -o $output -v quiet -nologo | Out-Null
    if ($LASTEXITCODE -ne 0) { throw 'The benchmark project cannot be built.' }
    $program = Join-Path $output 'MessengerMarketing.Benchmarks.dll'
    function Invoke-Benchmark { $text = dotnet $program @args; if ($LASTEXITCODE -ne 0) { throw "$text" }; if ($text) { "$text" | ConvertFrom-Json } }
    function Measure-Seconds([scriptblock] $Block) { $clock = [Diagnostics.Stopwatch]::StartNew(); & $Block; [Math]::Round($clock.Elapsed.TotalSeconds, 2) }

    $first, $second, $state = 'first.csv', 'second.csv', 'list.state' | ForEach-Object { Join-Path $Folder $_ }
    Invoke-Benchmark night $first --rows $Rows
    $initial = Invoke-Benchmark sync $first $state
    if ($NoPeer) { Remove-Item $first }
    Invoke-Benchmark night $second --rows $Rows --second
    $whatIf = Invoke-Benchmark whatif $second
    $nightly = Invoke-Benchmark sync $second $state
    Remove-Item $state

    $peer = $null
    if (-not $NoPeer) {
        # The rows of the previous night are already sorted, as such a script would keep them.
        $env:LC_ALL = 'C'
        $hashes = Join-Path $Folder 'hashes'
        Invoke-Benchmark hash $first "$hashes.1"
        Remove-Item $first
        sort -S 300M --parallel=2 -T $Folder -o "$hashes.1" "$hashes.1"
        $hashing = Measure-Seconds { Invoke-Benchmark hash $second "$hashes.2" }
        $sorting = Measure-Seconds { sort -S 300M --parallel=2 -T $Folder -o "$hashes.2" "$hashes.2" }
        $comparing = Measure-Seconds { bash -c "comm -3 '$hashes.1' '$hashes.2' > '$hashes.3'" }
        $peer = [pscustomobject]@{ HashSeconds = $hashing; SortSeconds = $sorting; CommSeconds = $comparing; BytesPerRow = [Math]::Round((Get-Item "$hashes.2").Length / $Rows, 1) }
    }

    [pscustomobject]@{
        Rows        = $Rows
        WhatIf      = $whatIf
        FirstSync   = $initial
        NightlySync = $nightly
        TimesWhatIf = [Math]::Round($nightly.Seconds / $whatIf.Seconds, 2)
        SortAndComm = $peer
    }
} finally {
    Remove-Item -LiteralPath $Folder -Recurse -Force
}
