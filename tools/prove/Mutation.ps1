# Mutation tests: Stryker changes the code, and a test has to fail.

# The code that decides what is sent and what is trusted, the most important first. Each group has a name, its files, and the test classes that must detect
# its mutants. The tests must be fast, because each mutant runs every test that covers it, and a changed line of a loop is far slower. Groups with the same
# Run share one build and one first run of the tests, which take longer than the mutants of a small group.
$script:mutationFolders = @(
    @{
        Run = 1; Name = 'signature and events'; Files = 'Webhooks/WebhookSignature.cs', 'Webhooks/FixedTime.cs', 'Webhooks/Events/*.cs'
        Tests = 'WebhookSignatureTests', 'WebhookShapeTests', 'WebhookEnvelopeTests', 'MessageEventTests', 'DoorEventTests', 'WebhookEventDetailTests', 'WebhookEventCopyTests'
    }
    @{
        Run = 1; Name = 'retry and responses'; Files = 'Graph/Http/RetrySchedule.cs', 'Graph/Http/GraphResponses.cs', 'Graph/Errors/GraphErrors.cs', 'Uploads/BatchResponseReader.cs'
        Tests = 'RetryTests', 'RetryScheduleTests', 'GraphErrorsTests', 'GraphResponsesTests', 'BatchResponseReaderTests', 'UsageReportTests', 'MessagingErrorsTests'
    }
    @{
        Run = 3; Name = 'upload state machine'; Files = 'Uploads/BatchDispatch.cs', 'Uploads/BatchReceipts.cs', 'Uploads/*Stage.cs', 'Uploads/UploadTally.cs'
        Tests = 'AudienceUploadTests', 'AudienceUploadEndTests', 'UploadFaultTests', 'UploadTallyTests', 'ResumeTests'
    }
    @{
        Run = 3; Name = 'journal'; Files = 'Uploads/Journal/*.cs'
        Tests = 'UploadJournalTests', 'ResumeTests', 'BatchSizeTests', 'JournalRulesTests', 'JournalHeadersTests', 'JournalGroupingTests', 'ForeignFileTests', 'CutFileTests', 'PrivateFileTests'
    }
    @{
        Run = 3; Name = 'inbox'; Files = 'Webhooks/Inbox/*.cs'
        Tests = 'FileInboxTests', 'InboxRotationTests', 'InboxMemoryTests', 'InboxWriterTests', 'InboxLineTests', 'InboxFilesTests', 'InboxTailTests', 'InboxPositionTests', 'InboxOpeningTests', 'InboxReaderTests',
            'InboxFollowerTests', 'InboxRetentionTests', 'MemoryInboxTests', 'ForeignFileTests', 'CutFileTests', 'LeftoversTests', 'PrivateFileTests'
    }
    @{
        Run = 2; Name = 'national numbers'; Files = 'Customers/Numbering/*.cs'
        Tests = 'DigitPatternTests', 'NumberingPlanTests', 'NumberingPlansTests', 'NumbersOfManyCountriesTests', 'PhoneNumberNormalizerTests', 'PhoneCellTests', 'LibphonenumberTests'
    }
    @{
        Run = 2; Name = 'normalizers'; Files = 'Customers/Normalization/*.cs'
        Tests = 'BirthDateTests', 'DateOrderTests', 'CellBufferTests', 'EmailTests', 'GenderTests', 'IdentifierTests', 'NameTests', 'PlaceTests', 'StateTests', 'PhoneNumberNormalizerTests', 'PhoneCellTests',
            'NumbersOfManyCountriesTests', 'ProgramCellTests', 'CountryNormalizerTests', 'RowNormalizerTests', 'HashedInputTests', 'ListInspectorTests', 'ValueShapeTests'
    }
)

$script:minScore = 85

function Invoke-Mutation {
    param(
        [string] $Root,
        [string] $Output,
        # The number of groups, so that two runs do the same.
        [int] $Count = $script:mutationFolders.Count,
        # The names of groups to run instead of the first ones.
        [string[]] $Name
    )
    $folders = @($script:mutationFolders | Where-Object { -not $Name -or $_.Name -in $Name })
    $chosen = @($folders | Select-Object -First $Count)
    $settings = @{
        # On a busy machine, dotnet --info needs longer than Stryker waits for it.
        DOTNET_INFO_WAIT_TIME   = 180000
        # A build node or compiler server that keeps running would hold the output open, which Stryker reads to its end.
        MSBUILDDISABLENODEREUSE = 1
        UseSharedCompilation    = 'false'
    }
    $saved = @{}
    foreach ($variable in $settings.Keys) {
        $saved[$variable] = [Environment]::GetEnvironmentVariable($variable)
        [Environment]::SetEnvironmentVariable($variable, $settings[$variable])
    }
    try {
        # Two runs at the same time, because a build uses only one processor, and many tests wait. The longest run has the highest number, and starts first.
        $module = Join-Path $PSScriptRoot 'Proof.psm1'
        $results = $chosen.Run | Sort-Object -Unique -Descending | ForEach-Object -ThrottleLimit 2 -Parallel {
            Import-Module $using:module
            Measure-Mutation -Root $using:Root -Output $using:Output -Folder ($using:chosen | Where-Object Run -EQ $_)
        }
    } finally {
        foreach ($variable in $saved.Keys) { [Environment]::SetEnvironmentVariable($variable, $saved[$variable]) }
    }
    $results | Sort-Object { [array]::IndexOf(@($folders.Name), $_.Name -replace '^mutants of ') }
    foreach ($folder in $folders | Select-Object -Skip $Count) {
        New-ProofResult -Name "mutants of $($folder.Name)" -Result skipped -Detail 'needs more minutes'
    }
}

# Returns the scores of the groups of one run. It has its own clone, because the changed assemblies replace the built ones.
function Measure-Mutation {
    param([string] $Root, [string] $Output, [hashtable[]] $Folder)
    Write-Host "  $($Folder.Name -join '; ')"
    $clock = [Diagnostics.Stopwatch]::StartNew()
    $clone = Join-Path ([IO.Path]::GetTempPath()) ([guid]::NewGuid())
    try {
        Copy-Repository -Root $Root -Path $clone
        $report = Invoke-Stryker -Clone $clone -Name ($Folder.Name -join ' ') -File $Folder.Files -Test $Folder.Tests -Output $Output
        if (-not $report) { throw 'Stryker wrote no report; see its log in output/proof' }
        $equivalent = @(Read-EquivalentMutant)
        foreach ($group in $Folder) {
            Get-MutationScore -Folder $group -Files $report.files -Output $Output -Equivalent $equivalent -Seconds $clock.Elapsed.TotalSeconds
        }
    } catch {
        foreach ($group in $Folder) { New-ProofResult -Name "mutants of $($group.Name)" -Result failed -Detail "$_" }
    } finally {
        Remove-Item $clone -Recurse -Force
    }
}

# Runs Stryker for files with a test project that contains only some test classes. One process tries many mutants.
function Invoke-Stryker {
    param([string] $Clone, [string] $Name, [string[]] $File, [string[]] $Test, [string] $Output)
    # Not a variable of the process, because two runs are active at the same time.
    $project = Join-Path $Clone 'tools/prove/mutation/MessengerMarketing.Core.Tests.csproj'
    $tests = (Find-TestFile -Root (Join-Path $Clone 'tests/MessengerMarketing.Core.Tests') -Name $Test) -join ';'
    [IO.File]::WriteAllText($project, [IO.File]::ReadAllText($project).Replace('$(MutationTestFiles)', $tests))
    # Stryker changes and compiles all files before it selects mutants, except for generated files. So all other files are marked as generated.
    $core = Join-Path $Clone 'src/MessengerMarketing.Core'
    foreach ($source in Get-ChildItem $core -Filter *.cs -Recurse | Where-Object FullName -NotMatch '[\\/](bin|obj)[\\/]') {
        $path = [IO.Path]::GetRelativePath($core, $source.FullName) -replace '\\', '/'
        if (-not ($File | Where-Object { $path -like $_ })) {
            [IO.File]::WriteAllText($source.FullName, "// <auto-generated/>`n#nullable enable`n" + [IO.File]::ReadAllText($source.FullName))
        }
    }
    $target = Join-Path $Output "mutation-$($Name -replace ' ', '-')"
    $temporary = New-MemoryFolder
    Push-Location (Join-Path $Clone 'tools/prove/mutation')
    try {
        # Stryker needs restored projects.
        dotnet restore --verbosity quiet | Out-Host
        dotnet tool restore --tool-manifest ../dotnet-tools.json | Out-Null
        $config = Get-Content ../stryker-config.json -Raw | ConvertFrom-Json -AsHashtable
        $config['stryker-config']['mutate'] = @($File | ForEach-Object { "**/$_" })
        $config | ConvertTo-Json -Depth 5 | Set-Content run.json
        $program, $arguments = @(if ($temporary) { 'env', "TMPDIR=$temporary" }) + @('dotnet', 'stryker', '--config-file', 'run.json', '--output', $target)
        & $program $arguments > "$target.log"
        Get-ChildItem $target -Filter mutation-report.json -Recurse -ErrorAction Ignore | Select-Object -First 1 | Get-Content -Raw | ConvertFrom-Json -AsHashtable
    } finally {
        Pop-Location
        if ($temporary) { Remove-Item $temporary -Recurse -Force }
    }
}

# Returns a folder in memory, or nothing. Tests of the journal and the inbox wait for the disk most of the time, and processes that Stryker ends leave files.
function New-MemoryFolder {
    $memory = '/dev/shm'
    if ((Test-Path $memory) -and [IO.DriveInfo]::new($memory).AvailableFreeSpace -ge 1GB) {
        (New-Item -ItemType Directory -Path (Join-Path $memory ([guid]::NewGuid()))).FullName
    }
}

# Returns the files of test classes and of the classes that they use. Each class has the name of its file.
function Find-TestFile {
    param([string] $Root, [string[]] $Name)
    $files = Get-ChildItem $Root -Filter *.cs -Recurse | Where-Object FullName -NotMatch '[\\/](bin|obj)[\\/]' | Group-Object BaseName -AsHashTable -CaseSensitive
    $names = [Collections.Generic.HashSet[string]]::new()
    $rest = [Collections.Generic.Stack[string]]::new($Name)
    while ($rest.Count) {
        $next = $rest.Pop()
        if (-not $names.Add($next)) { continue }
        foreach ($file in $files[$next]) {
            $file.FullName
            [regex]::Matches(([IO.File]::ReadAllLines($file.FullName) -notmatch '^(using (?!static)|namespace |\s*//)'), '\b[A-Z]\w+').Value | Where-Object { $files.ContainsKey($_) } | ForEach-Object { $rest.Push($_) }
        }
    }
}

# Mutants that no test can detect: the file, the code, the mutant, and the reason.
function Read-EquivalentMutant {
    # Fields are not quoted, because most contain quotation marks.
    Get-Content (Join-Path $PSScriptRoot 'equivalent-mutants.tsv') | Select-Object -Skip 1 | ForEach-Object {
        $file, $code, $mutant, $reason = $_ -split "`t"
        [pscustomobject]@{ File = $file; Code = $code; Mutant = $mutant; Reason = $reason }
    }
}

# Returns the score of one group without equivalent mutants, and writes a list of the mutants that no test detected.
function Get-MutationScore {
    param([hashtable] $Folder, [Collections.IDictionary] $Files, [object[]] $Equivalent, [string] $Output, [double] $Seconds)
    $killed, $timeouts, $survivors, $left, $static = 0, 0, @(), 0, 0
    foreach ($path in $Files.Keys | Sort-Object) {
        $file = $path -replace '\\', '/'
        if (-not ($Folder.Files | Where-Object { $file -like "*/$_" -or $file -like $_ })) { continue }
        $lines = $Files[$path].source -split '\r?\n'
        foreach ($mutant in $Files[$path].mutants) {
            if ($mutant.status -notin 'Killed', 'Timeout', 'Survived', 'NoCoverage') { continue }
            if ($mutant.static) {
                # The static field was filled before the mutant was active.
                $static++
            } elseif ($mutant.status -in 'Killed', 'Timeout') {
                $killed++
                if ($mutant.status -eq 'Timeout') { $timeouts++ }
            } else {
                $original = Get-MutatedText -Lines $lines -Location $mutant.location
                $replacement = $mutant.replacement -replace '\s+', ' '
                if ($Equivalent | Where-Object { $file.EndsWith($_.File) -and $_.Code -ceq $original -and $_.Mutant -ceq $replacement }) {
                    $left++
                } else {
                    $survivors += '{0}:{1}	{2}	{3}	{4}' -f $file, $mutant.location.start.line, $mutant.status, $original, $replacement
                }
            }
        }
    }
    $survivors | Set-Content (Join-Path $Output "survivors-$($Folder.Name -replace ' ', '-').tsv")
    $score = 100 * $killed / [Math]::Max(1, $killed + $survivors.Count)
    New-ProofResult -Name "mutants of $($Folder.Name)" -Result $(if ($killed -and $score -ge $script:minScore) { 'passed' } else { 'failed' }) -Detail "$($script:minScore) % or more killed" -Note (
        [string]::Format([cultureinfo]::InvariantCulture, '{0:N1} % of {1} killed, {2} of them by timeout; {3} more are equivalent, and {4} could not be tried; {5:N0} s', $score, $killed + $survivors.Count, $timeouts, $left, $static, $Seconds))
}

# Returns the code of a mutant on one line.
function Get-MutatedText {
    param([string[]] $Lines, [Collections.IDictionary] $Location)
    $text = $Lines[($Location.start.line - 1)..($Location.end.line - 1)]
    $text[-1] = $text[-1].Substring(0, [Math]::Min($text[-1].Length, $Location.end.column - 1))
    $text[0] = $text[0].Substring([Math]::Min($text[0].Length, $Location.start.column - 1))
    ($text -join ' ') -replace '\s+', ' '
}
