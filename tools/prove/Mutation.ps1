# Mutation tests: Stryker changes the code, and a test has to fail. Run in a clone, because the changed assemblies replace the built ones.

# The code that decides what is sent and what is trusted, the most important first. Each group has a name, its files, and the test classes that must detect
# its mutants. The tests must be fast, because each mutant runs every test that covers it.
$script:mutationFolders = @(
    @{
        Name = 'signature and events'; Files = 'Webhooks/WebhookSignature.cs', 'Webhooks/FixedTime.cs', 'Webhooks/Events/*.cs'
        Tests = 'WebhookSignatureTests', 'WebhookShapeTests', 'WebhookEnvelopeTests', 'MessageEventTests', 'DoorEventTests', 'WebhookEventDetailTests'
    }
    @{
        Name = 'retry and responses'; Files = 'Graph/Http/RetrySchedule.cs', 'Graph/Http/GraphResponses.cs', 'Graph/Errors/GraphErrors.cs', 'Uploads/BatchResponseReader.cs'
        Tests = 'RetryTests', 'RetryScheduleTests', 'GraphErrorsTests', 'GraphResponsesTests', 'BatchResponseReaderTests', 'UsageReportTests', 'MessagingErrorsTests'
    }
    @{
        Name = 'upload state machine'; Files = 'Uploads/BatchDispatch.cs', 'Uploads/BatchReceipts.cs', 'Uploads/*Stage.cs', 'Uploads/UploadTally.cs'
        Tests = 'AudienceUploadTests', 'AudienceUploadEndTests', 'UploadCancellationTests', 'UploadFaultTests', 'UploadTallyTests', 'ResumeTests'
    }
    @{
        Name = 'journal'; Files = 'Uploads/Journal/*.cs'
        Tests = 'UploadJournalTests', 'ResumeTests', 'BatchSizeTests', 'JournalGroupingTests', 'ForeignFileTests', 'CutFileTests', 'ChangedListTests', 'FileLockTests', 'PrivateFileTests'
    }
    @{
        Name = 'inbox'; Files = 'Webhooks/Inbox/*.cs'
        Tests = 'FileInboxTests', 'InboxRotationTests', 'InboxStartTests', 'InboxWriterTests', 'ForeignFileTests', 'CutFileTests'
    }
    @{
        Name = 'national numbers'; Files = 'Customers/Numbering/*.cs'
        Tests = 'DigitPatternTests', 'NumberingPlansTests', 'NumbersOfManyCountriesTests', 'PhoneNumberNormalizerTests', 'PhoneCellTests', 'LibphonenumberTests'
    }
    @{
        Name = 'normalizers'; Files = 'Customers/Normalization/*.cs'
        Tests = 'BirthDateTests', 'EmailTests', 'GenderTests', 'IdentifierTests', 'NameTests', 'PlaceTests', 'StateTests', 'PhoneNumberNormalizerTests', 'PhoneCellTests'
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
    $report = if ($chosen) { Invoke-Stryker -Root $Root -Folders $chosen -Output $Output }
    foreach ($folder in $chosen) {
        if ($report) {
            Get-MutationScore -Folder $folder -Files $report.files -Output $Output -Equivalent (Read-EquivalentMutant)
        } else {
            New-ProofResult -Name "mutants of $($folder.Name)" -Result failed -Detail 'Stryker wrote no report; see its log in output/proof'
        }
    }
    foreach ($folder in $folders | Select-Object -Skip $Count) {
        New-ProofResult -Name "mutants of $($folder.Name)" -Result skipped -Detail 'needs more minutes'
    }
}

# Runs Stryker once for all groups: it needs minutes before it tries the first mutant.
function Invoke-Stryker {
    param([string] $Root, [hashtable[]] $Folders, [string] $Output)
    $clone = Join-Path ([IO.Path]::GetTempPath()) ([guid]::NewGuid())
    git clone --quiet --shared $Root $clone
    $settings = @{
        # On a busy machine, dotnet --info and the test host need longer than Stryker waits for them.
        DOTNET_INFO_WAIT_TIME      = 180000
        VSTEST_CONNECTION_TIMEOUT  = 600
        # A build node or compiler server that keeps running would hold the output open, which Stryker reads to its end.
        MSBUILDDISABLENODEREUSE    = 1
        UseSharedCompilation       = 'false'
        RunAnalyzers               = 'false'
    }
    $saved = @{}
    foreach ($variable in $settings.Keys) {
        $saved[$variable] = [Environment]::GetEnvironmentVariable($variable)
        [Environment]::SetEnvironmentVariable($variable, $settings[$variable])
    }
    Push-Location (Join-Path $clone 'tools/prove')
    try {
        # Stryker needs restored projects.
        dotnet build '../../tests/MessengerMarketing.Core.Tests' --nologo --verbosity quiet | Out-Host
        dotnet tool restore --tool-manifest dotnet-tools.json | Out-Null
        $config = Get-Content stryker-config.json -Raw | ConvertFrom-Json -AsHashtable
        $config['stryker-config']['mutate'] = @($Folders.Files | ForEach-Object { "**/$_" })
        $config['stryker-config']['test-case-filter'] = ($Folders.Tests | Sort-Object -Unique | ForEach-Object { "FullyQualifiedName~.$_." }) -join '|'
        $config | ConvertTo-Json -Depth 5 | Set-Content run.json
        $target = Join-Path $Output 'mutation'
        dotnet stryker --config-file run.json --output $target > (Join-Path $Output 'mutation.log')
        Get-ChildItem $target -Filter mutation-report.json -Recurse -ErrorAction Ignore | Select-Object -First 1 | Get-Content -Raw | ConvertFrom-Json -AsHashtable
    } finally {
        Pop-Location
        foreach ($variable in $saved.Keys) { [Environment]::SetEnvironmentVariable($variable, $saved[$variable]) }
        Remove-Item $clone -Recurse -Force
    }
}

# Mutants that no test can detect: the file, the code, the mutant, and the reason.
function Read-EquivalentMutant {
    Import-Csv (Join-Path $PSScriptRoot 'equivalent-mutants.tsv') -Delimiter "`t"
}

# Returns the score of one group without equivalent mutants, and writes a list of the mutants that no test detected.
function Get-MutationScore {
    param([hashtable] $Folder, [Collections.IDictionary] $Files, [object[]] $Equivalent, [string] $Output)
    $killed, $timeouts, $survivors, $left = 0, 0, @(), 0
    foreach ($path in $Files.Keys | Sort-Object) {
        $file = $path -replace '\\', '/'
        if (-not ($Folder.Files | Where-Object { $file -like "*/$_" -or $file -like $_ })) { continue }
        $lines = $Files[$path].source -split '\r?\n'
        foreach ($mutant in $Files[$path].mutants) {
            if ($mutant.status -in 'Killed', 'Timeout') {
                $killed++
                if ($mutant.status -eq 'Timeout') { $timeouts++ }
            } elseif ($mutant.status -in 'Survived', 'NoCoverage') {
                $original = Get-MutatedText -Lines $lines -Location $mutant.location
                $replacement = $mutant.replacement -replace '\s+', ' '
                if ($Equivalent | Where-Object { $file.EndsWith($_.File) -and $_.Code -eq $original -and $_.Mutant -eq $replacement }) {
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
        [string]::Format([cultureinfo]::InvariantCulture, '{0:N1} % of {1} killed, {2} of them by timeout; {3} more are equivalent', $score, $killed + $survivors.Count, $timeouts, $left))
}

# Returns the code of a mutant on one line.
function Get-MutatedText {
    param([string[]] $Lines, [Collections.IDictionary] $Location)
    $text = $Lines[($Location.start.line - 1)..($Location.end.line - 1)]
    $text[-1] = $text[-1].Substring(0, [Math]::Min($text[-1].Length, $Location.end.column - 1))
    $text[0] = $text[0].Substring([Math]::Min($text[0].Length, $Location.start.column - 1))
    ($text -join ' ') -replace '\s+', ' '
}
