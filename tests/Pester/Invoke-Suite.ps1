<#
.SYNOPSIS
    Runs the Pester suite on the module staged under output/: each file in a process of its own, or with -Path one file in this one.
.DESCRIPTION
    Works in PowerShell 7 and in Windows PowerShell 5.1, in whichever it is started. Each file adds one JSON line to -ResultPath:
    {"file":..,"passed":n,"failed":n,"skipped":n,"failures":[{"name":..,"message":..}]}
.EXAMPLE
    ./tests/Pester/Invoke-Suite.ps1
.EXAMPLE
    pwsh -NoProfile -File ./tests/Pester/Invoke-Suite.ps1 -Path ./tests/Pester/Upload.Tests.ps1 -Output Detailed
#>
[CmdletBinding()]
param(
    # One test file.
    [string] $Path,

    # The file that results are added to.
    [string] $ResultPath,

    # What Pester prints while it runs.
    [ValidateSet('None', 'Normal', 'Detailed')]
    [string] $Output = 'Normal'
)

$ErrorActionPreference = 'Stop'

# The build of tests/MessengerMarketing.Module.Tests puts the pinned Pester here; without that build, an installed one is used.
$modules = [IO.Path]::GetFullPath([IO.Path]::Combine($PSScriptRoot, '..', '..', 'output', 'test-modules'))
if (Test-Path -LiteralPath $modules) {
    $env:PSModulePath = $modules + [IO.Path]::PathSeparator + $env:PSModulePath
}

if (-not $Path) {
    $failed = @()
    Import-Module -Name "$PSScriptRoot/Shared.psm1"
    foreach ($file in Get-ChildItem -Path $PSScriptRoot -Filter *.Tests.ps1 | Sort-Object -Property Name) {
        $arguments = @('-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Bypass', '-File', $PSCommandPath, '-Path', $file.FullName, '-Output', $Output)
        if ($ResultPath) {
            $arguments += '-ResultPath', $ResultPath
        }

        Invoke-PowerShell @arguments
        if ($LASTEXITCODE -ne 0) {
            $failed += $file.Name
        }
    }

    if ($failed) {
        throw "These files have failing tests: $($failed -join ', ')"
    }

    return
}

Import-Module -Name Pester -MinimumVersion 5.5.0 -MaximumVersion 5.99.99
$configuration = New-PesterConfiguration
$configuration.Run.Path = $Path
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = $Output
$configuration.Should.ErrorAction = 'Continue'
$run = Invoke-Pester -Configuration $configuration

# A file that cannot even be read, or whose BeforeAll fails, has failures without failing tests.
$broken = @($run.FailedContainers) + @($run.FailedBlocks)
$failures = @(
    foreach ($test in @($run.Failed) + $broken) {
        $name = if ($test.ExpandedPath) { $test.ExpandedPath } else { "$test" }
        @{ name = $name; message = @($test.ErrorRecord | ForEach-Object { "$_" }) -join [Environment]::NewLine }
    }
)
if ($ResultPath) {
    $result = [ordered]@{
        file     = Split-Path -Path $Path -Leaf
        passed   = $run.PassedCount
        failed   = $run.FailedCount + $broken.Count
        skipped  = $run.SkippedCount + $run.NotRunCount
        failures = $failures
    }
    $line = ConvertTo-Json -InputObject $result -Compress -Depth 4
    [IO.File]::AppendAllText($ResultPath, $line + "`n")
}

exit [Math]::Min($failures.Count, 100)
