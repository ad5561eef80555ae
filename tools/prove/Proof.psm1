# The parts of the proof. Each function returns results: Name, Result (passed, failed, or skipped), Detail (the same in every run), and Note (what varies).

$script:logFolder = Join-Path $PSScriptRoot '../../output/proof'

. (Join-Path $PSScriptRoot 'Hostile.ps1')
. (Join-Path $PSScriptRoot 'Mutation.ps1')

function New-ProofResult {
    param([string] $Name, [string] $Result, [string] $Detail, [string] $Note)
    [pscustomobject]@{ Part = ''; Name = $Name; Result = $Result; Detail = $Detail; Note = $Note; Seconds = $null }
}

# Returns the counts that tests wrote, and deletes their file for the next part.
function Read-ProofResult {
    param([string] $Path)
    if (Test-Path $Path) {
        Get-Content $Path | ConvertFrom-Json | Sort-Object part, name, unit -Unique | ForEach-Object {
            $detail = [string]::Format([cultureinfo]::InvariantCulture, '{0:N0} {1}', $_.count, $_.unit) + $(if ($_.detail) { ", $($_.detail)" })
            New-ProofResult -Name $_.name -Result 'passed' -Detail $detail -Note $_.note
        }
        Remove-Item $Path
    }
}

# Clones the repository at its current commit. If no branch names that commit, as in most CI systems, git writes a note, which PowerShell would treat as an error.
function Copy-Repository {
    param([string] $Root, [string] $Path)
    git -c advice.detachedHead=false clone --quiet $Root $Path
    if ($LASTEXITCODE) { throw "The repository cannot be cloned to $Path." }
}

# Runs tests, optionally with environment variables and with a command before dotnet.
function Invoke-TestRun {
    param(
        [string] $Path,
        [string] $Filter,
        [hashtable] $Environment = @{},
        [string[]] $Prefix = @(),
        # The folder of the results, if another user writes them.
        [string] $ResultFolder = (Join-Path ([IO.Path]::GetTempPath()) ([guid]::NewGuid())),
        [string] $Name = 'tests'
    )
    $log = New-Item -ItemType Directory -Force -Path $ResultFolder
    if ($Prefix) { chmod 0777 $log }
    $arguments = @('test', $Path, '--logger', 'trx', '--results-directory', "$log")
    # An assembly is already built.
    if ([IO.Path]::GetExtension($Path) -ne '.dll') { $arguments += '--no-build', '--nologo' }
    if ($Filter) { $arguments += '--filter', $Filter }
    $command = @($Prefix) + 'dotnet' + $arguments
    $start = [Diagnostics.ProcessStartInfo] @{ FileName = $command[0]; RedirectStandardOutput = $true; RedirectStandardError = $true; UseShellExecute = $false }
    $command | Select-Object -Skip 1 | ForEach-Object { $start.ArgumentList.Add($_) }
    # Not variables of this process, because several runs can be active at the same time.
    foreach ($variable in $Environment.Keys) { $start.Environment[$variable] = "$($Environment[$variable])" }
    $process = [Diagnostics.Process]::Start($start)
    try {
        $errors = $process.StandardError.ReadToEndAsync()
        $text = ($process.StandardOutput.ReadToEnd() + $errors.Result) -split '\r?\n'
        $process.WaitForExit()
        $failed = $process.ExitCode
        $counters = Get-ChildItem $log -Filter *.trx -Recurse | ForEach-Object { ([xml](Get-Content $_ -Raw)).TestRun.ResultSummary.Counters }
        $passed = ($counters | Measure-Object -Property passed -Sum).Sum
        $total = ($counters | Measure-Object -Property total -Sum).Sum
        $failures = @(Get-ChildItem $log -Filter *.trx -Recurse | ForEach-Object { ([xml](Get-Content $_ -Raw)).TestRun.Results.UnitTestResult } | Where-Object outcome -EQ 'Failed' | ForEach-Object testName | Sort-Object)
        if ($failed -or $failures) {
            # Shown immediately, because the page contains only the names.
            $text | Select-Object -Last 60 | Out-Host
            $text | Set-Content (Join-Path (New-Item -ItemType Directory -Force -Path $script:logFolder) "failed $($Name -replace '[^\w -]').log")
            New-ProofResult -Name $Name -Result failed -Detail "$($failures.Count) failures: $(($failures | Select-Object -First 5) -join '; ')"
        } elseif (-not $total) {
            New-ProofResult -Name $Name -Result failed -Detail 'no test matches the filter'
        } elseif (-not $passed) {
            New-ProofResult -Name $Name -Result skipped -Detail 'every test was skipped'
        } else {
            New-ProofResult -Name $Name -Result passed -Detail "$passed tests, 0 failures"
        }
    } finally {
        if (-not $process.HasExited) { $process.Kill($true) }
        Remove-Item $log -Recurse -Force
    }
}

# Runs each harness in a process of its own on instrumented assemblies, so that inputs that reach new code are kept.
function Invoke-Fuzzing {
    param([string] $Root, [int] $Factor)
    $built = Join-Path $Root 'tests/MessengerMarketing.Core.Tests/bin/Debug/net10.0'
    # In the repository, because the harnesses search for their corpus in the parent folders.
    $copy = Join-Path $Root 'output/proof/instrumented'
    Copy-Item $built $copy -Recurse
    Push-Location $PSScriptRoot
    try {
        dotnet tool restore --tool-manifest dotnet-tools.json | Out-Null
        # Instrumented code calls a library of the tool.
        $version = (Get-Content dotnet-tools.json -Raw | ConvertFrom-Json).tools.'sharpfuzz.commandline'.version
        $packages = (dotnet nuget locals global-packages --list) -replace '^[^:]*:\s*'
        Copy-Item (Join-Path $packages "sharpfuzz.commandline/$version/tools/net10.0/any/SharpFuzz.Common.dll") $copy
        foreach ($assembly in 'MessengerMarketing.Core.dll', 'MessengerMarketing.Http.dll') {
            dotnet tool run sharpfuzz (Join-Path $copy $assembly) | Out-Host
            if ($LASTEXITCODE) { throw "$assembly cannot be instrumented." }
        }
    } finally {
        Pop-Location
    }
    $harnesses = (Select-String -Path (Join-Path $Root 'tests/MessengerMarketing.Core.Tests/Proof/Fuzzing/FuzzTests.cs') -Pattern 'class (\w+FuzzTests)').Matches | ForEach-Object { $_.Groups[1].Value }
    $module = Join-Path $PSScriptRoot 'Proof.psm1'
    $results = $harnesses | ForEach-Object -ThrottleLimit ([Environment]::ProcessorCount) -Parallel {
        Import-Module $using:module
        # Processes cannot write to one file at the same time.
        $environment = @{ MM_PROOF_FACTOR = $using:Factor; MM_PROOF_RESULTS = Join-Path $using:copy "$_.jsonl" }
        Invoke-TestRun -Path (Join-Path $using:copy 'MessengerMarketing.Core.Tests.dll') -Filter "FullyQualifiedName~$_" -Environment $environment -Name $_
    }
    Get-Content (Join-Path $copy '*.jsonl') | Add-Content $env:MM_PROOF_RESULTS
    $failed = @($results | Where-Object Result -NE 'passed' | Sort-Object Name)
    if ($failed) { $failed } else { New-ProofResult -Name 'tests' -Result passed -Detail "$(@($results).Count) harnesses, 0 failures" }
}

function Invoke-Soak {
    param([string] $Root, [double] $Minutes)
    $project = Join-Path $Root 'benchmarks/MessengerMarketing.Benchmarks'
    $text = dotnet run --configuration Release --project $project -- soak --minutes ($Minutes.ToString([cultureinfo]::InvariantCulture))
    $soak = if ($LASTEXITCODE -in 0, 1) { $text | ConvertFrom-Json }
    $note = if ($soak) {
        '{0} min, {1} rounds, {2:N0} rows, {3} resumes, {4:N0} faults, {5:N0} events; heap {6} to {7} MiB, handles {8} to {9}, threads {10} to {11}' -f
        $soak.Minutes, $soak.Rounds, $soak.Rows, $soak.Resumes, $soak.Faults, $soak.Events, $soak.Before.HeapMiB, $soak.After.HeapMiB,
        $soak.Before.Handles, $soak.After.Handles, $soak.Before.Threads, $soak.After.Threads
    }
    if ($soak.IsFlat) {
        New-ProofResult -Name 'soak' -Result passed -Detail 'numbers agree; memory, handles, and threads do not grow' -Note $note
    } else {
        New-ProofResult -Name 'soak' -Result failed -Detail 'numbers differ, or memory, handles, or threads grow' -Note "$note"
    }
}

function Invoke-Peer {
    param([string] $Root)
    $best = [ordered]@{}
    # Another program can disturb a measurement. A ratio that is too low is therefore measured up to three times, and the best result counts.
    $selection = @{}
    foreach ($attempt in 1..3) {
        foreach ($measured in & (Join-Path $Root 'benchmarks/Measure-Peers.ps1') @selection) {
            $known = $best[$measured.Name]
            if (-not $known -or $measured.Ratio -gt $known.Ratio) { $best[$measured.Name] = $measured }
        }
        $failed = @($best.Values | Where-Object Result -EQ 'failed')
        if (-not $failed) { break }
        $failed | ForEach-Object { Write-Host "  $($_.Name): best ratio $($_.Ratio) after attempt $attempt, recorded $($_.Recorded)" }
        $selection.Part = @($failed.Part | Select-Object -Unique)
    }
    foreach ($measured in $best.Values) {
        $result = if ($measured.Result -eq 'failed') { 'failed' } else { 'passed' }
        $detail = switch ($measured.Result) {
            'new' { 'measured, not recorded for this machine' }
            'failed' { 'slower than recorded' }
            default { 'not slower than recorded' }
        }
        New-ProofResult -Name $measured.Name -Result $result -Detail $detail -Note "$($measured.Ratio), recorded $($measured.Recorded ?? 'none')"
    }
}

# Formats the page. Its first part is the same in every run of a commit, and the digest covers that part.
function Format-ProofPage {
    param([object[]] $Results, [string] $Title)
    $Title
    ''
    '{0,-15} {1,-56} {2,-8} {3}' -f 'Part', 'What', 'Result', 'How much'
    $lines = foreach ($row in $Results) { '{0,-15} {1,-56} {2,-8} {3}' -f $row.Part, $row.Name, $row.Result, $row.Detail }
    $lines
    ''
    $hash = [Security.Cryptography.SHA256]::Create().ComputeHash([Text.Encoding]::UTF8.GetBytes($lines -join "`n"))
    'Digest of these lines: ' + ([BitConverter]::ToString($hash) -replace '-').Substring(0, 16).ToLowerInvariant()
    ''
    'Measurements, which vary'
    foreach ($row in $Results | Where-Object Note) { '  {0}: {1}' -f $row.Name, $row.Note }
    ''
    'Seconds'
    foreach ($row in $Results | Where-Object { $null -ne $_.Seconds }) { '  {0,-15} {1,6}' -f $row.Part, $row.Seconds }
}

Export-ModuleMember -Function *
