#!/usr/bin/env pwsh
<#
.SYNOPSIS
    Compares the import time of the staged module in a new process with that of a compiled module of PowerShell.
.DESCRIPTION
    Stage a Release build first: dotnet build module -c Release. The best of several processes counts, because other work on the machine can only add time.
.EXAMPLE
    ./benchmarks/Measure-Import.ps1
#>
[CmdletBinding()]
param(
    # The number of processes for each module.
    [ValidateRange(1, 100)]
    [int] $Times = 8
)

$ErrorActionPreference = 'Stop'
$staged = Join-Path $PSScriptRoot '../output/MessengerMarketing'
# Installed as a .NET tool, PowerShell is a library that dotnet runs.
$program = (Get-Process -Id $PID).Path
$library = @(if ([IO.Path]::GetFileNameWithoutExtension($program) -eq 'dotnet') { Join-Path $PSHOME 'pwsh.dll' })

foreach ($module in $staged, 'Microsoft.PowerShell.Utility') {
    $milliseconds = foreach ($i in 1..$Times) {
        [double](& $program @library -NoProfile -NonInteractive -Command "`$watch = [Diagnostics.Stopwatch]::StartNew(); Import-Module '$module'; `$watch.Elapsed.TotalMilliseconds.ToString([cultureinfo]::InvariantCulture)")
    }

    $sorted = @($milliseconds | Sort-Object)
    [pscustomobject]@{
        Module   = Split-Path $module -Leaf
        Times    = $Times
        BestMs   = [Math]::Round($sorted[0])
        MedianMs = [Math]::Round($sorted[[int][Math]::Floor($Times / 2)])
        WorstMs  = [Math]::Round($sorted[-1])
    }
}
