<#
.SYNOPSIS
    Runs all proofs and prints one page: what ran, how much, the result, and the duration of each part.
.DESCRIPTION
    The minutes determine how many inputs, sequences, and rounds run, and the seed is fixed. Therefore, two runs of a commit do the same work and print
    the same page, except for the durations and the section "Measurements". Some parts need Linux and permission to create namespaces. Otherwise, they
    are skipped, and the page contains the reason. After each part, the page is saved as output/proof/page.txt.
.EXAMPLE
    ./build.ps1 -Task Prove -Minutes 10
.EXAMPLE
    ./tools/prove/Invoke-Proof.ps1 -Part Fuzzing, Model -Seed 7
#>
[CmdletBinding()]
param(
    # The approximate duration on two processors. More minutes mean more inputs, sequences, rounds, and groups of mutants. Below 30 minutes, the whole
    # suite, the mutants, and the peers are skipped, and the hostile machine runs only the tests that depend on the machine.
    [ValidateRange(1, 1440)]
    [int] $Minutes = 60,

    # The parts to run. By default, all parts run.
    [ValidateSet('Tests', 'Fuzzing', 'Model', 'CrashMatrix', 'Oracle', 'Conformance', 'Mutation', 'Soak', 'Peers', 'HostileMachine')]
    [string[]] $Part,

    # The seed of all random numbers.
    [int] $Seed = 20261130
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$root = [IO.Path]::GetFullPath((Join-Path $PSScriptRoot '../..'))
$output = New-Item -ItemType Directory -Force -Path (Join-Path $root 'output/proof')
$resultPath = Join-Path $output 'results.jsonl'
$tests = Join-Path $root 'tests/MessengerMarketing.Core.Tests'
Import-Module (Join-Path $PSScriptRoot 'Proof.psm1') -Force
Remove-Item (Join-Path $output '*') -Recurse -Force
$commit = git -C $root rev-parse --short HEAD
$parts = [ordered]@{}

# In an hour, the model runs ten thousand sequences.
$isShort = $Minutes -lt 30
$parts['Tests'] = { if ($isShort) { New-ProofResult -Name 'tests' -Result skipped -Detail 'needs more minutes' } else { Invoke-TestRun -Path (Join-Path $root 'MessengerAudience.sln') } }
$parts['Fuzzing'] = { Invoke-Fuzzing -Root $root -Factor ([Math]::Max(1, [int] ($Minutes / 10))) }
$parts['Model'] = { Invoke-TestRun -Path $tests -Filter 'FullyQualifiedName~Proof.Model' -Environment @{ MM_PROOF_FACTOR = [Math]::Max(1, [int] ($Minutes * 2 / 3)) } }
$parts['CrashMatrix'] = { Invoke-TestRun -Path $tests -Filter 'FullyQualifiedName~CrashMatrix|FullyQualifiedName~Convergence|FullyQualifiedName~HundredNights' -Environment @{ MM_PROOF_FACTOR = if ($isShort) { 2 } else { 7 } } }
$parts['Oracle'] = { Invoke-TestRun -Path $tests -Filter 'FullyQualifiedName~Libphonenumber' -Environment @{ MM_PROOF_FACTOR = [Math]::Max(1, [int] ($Minutes / 6)) } }
$parts['Conformance'] = { Invoke-TestRun -Path $tests -Filter 'FullyQualifiedName~Conformance' }
$parts['Mutation'] = { Invoke-Mutation -Root $root -Output $output -Count $(if ($isShort) { 0 } else { [Math]::Max(1, [int] [Math]::Floor($Minutes * 7 / 60)) }) }
$parts['Soak'] = { Invoke-Soak -Root $root -Minutes ([Math]::Max(1, $Minutes / 30)) }
$parts['Peers'] = { if ($isShort) { New-ProofResult -Name 'peers' -Result skipped -Detail 'needs more minutes' } else { Invoke-Peer -Root $root } }
$parts['HostileMachine'] = { Invoke-HostileMachine -Root $root -Short:$isShort -WithPester:($Minutes -ge 120) }

# Only the whole suite needs more than the tests of Core.
$needsAll = ((-not $Part -or 'Tests' -in $Part) -and -not $isShort) -or ((-not $Part -or 'HostileMachine' -in $Part) -and $Minutes -ge 120)
# The mutants are last, because they take half of the time, and the page of an interrupted run contains the parts before it.
$names = @($parts.Keys | Where-Object { -not $Part -or $_ -in $Part } | Sort-Object { $_ -eq 'Mutation' } -Stable)
$results = [Collections.Generic.List[object]]::new()
$env:MM_PROOF_SEED = $Seed
# Analyzers make a build twice as long, and every other build runs them.
$env:RunAnalyzers = 'false'
# As in the released module. Unoptimized code takes longer.
$env:Optimize = 'true'
try {
    Write-Host 'Building ...'
    dotnet build $(if ($needsAll) { Join-Path $root 'MessengerAudience.sln' } else { $tests }) --nologo --verbosity quiet | Out-Host
    if ($LASTEXITCODE) { throw 'The build failed.' }

    foreach ($name in $names) {
        Write-Host "$name ..."
        $clock = [Diagnostics.Stopwatch]::StartNew()
        $env:MM_PROOF_RESULTS = $resultPath
        $rows = @(try { & $parts[$name] } catch { New-ProofResult -Name $name -Result failed -Detail "$_" })
        # The counts that the tests of this part wrote. The whole suite contains tests of other parts, which count again.
        $counted = @(Read-ProofResult -Path $resultPath)
        if ($name -notin 'Tests', 'HostileMachine') { $rows += $counted }
        foreach ($row in $rows) { $row.Part = $name }
        $rows[0].Seconds = [int] $clock.Elapsed.TotalSeconds
        $results.AddRange($rows)

        $rest = @($names | Select-Object -Skip ($names.IndexOf($name) + 1))
        $title = "Proof of commit $commit, $Minutes minutes, seed $Seed$(if ($rest) { ", not finished: $($rest -join ', ')" })"
        $page = Format-ProofPage -Results ($results | Sort-Object { @($parts.Keys).IndexOf($_.Part) } -Stable) -Title $title
        $page | Set-Content (Join-Path $output 'page.txt')
    }
} finally {
    Remove-Item Env:/MM_PROOF_SEED, Env:/MM_PROOF_RESULTS, Env:/RunAnalyzers, Env:/Optimize -ErrorAction Ignore
}

$page | Out-Host
if ($results.Result -contains 'failed') { throw 'A part of the proof failed. Logs are in output/proof.' }
