# Mutation tests: Stryker changes the code, and a test has to fail. Run in a clone, because the changed assemblies replace the built ones.

# What decides what is sent and what is trusted: a name, its files, and the tests that have to notice. The most important first.
$script:mutationFolders = @(
    @{ Name = 'retry and responses'; Files = 'Graph/Http/RetrySchedule.cs', 'Graph/Http/GraphResponses.cs', 'Graph/Errors/GraphErrors.cs', 'Uploads/BatchResponseReader.cs'; Filter = 'Graph|Uploads' }
    @{ Name = 'signature and events'; Files = 'Webhooks/WebhookSignature.cs', 'Webhooks/FixedTime.cs', 'Webhooks/Events/*.cs'; Filter = 'Webhooks' }
    @{ Name = 'journal'; Files = 'Uploads/Journal/*.cs'; Filter = 'Uploads|Storage|Proof.Model' }
    @{ Name = 'upload state machine'; Files = 'Uploads/BatchDispatch.cs', 'Uploads/BatchReceipts.cs', 'Uploads/*Stage.cs', 'Uploads/UploadTally.cs'; Filter = 'Uploads|Proof.Model' }
    @{ Name = 'inbox'; Files = 'Webhooks/Inbox/*.cs'; Filter = 'Webhooks|Storage' }
    @{ Name = 'national numbers'; Files = 'Customers/Numbering/*.cs'; Filter = 'Numbering' }
    @{ Name = 'normalizers'; Files = 'Customers/Normalization/*.cs'; Filter = 'Customers' }
)

function Invoke-Mutation {
    param(
        [string] $Root,
        [string] $Output,
        # How many groups; a number, so that two runs do the same.
        [int] $Count,
        [string[]] $Name
    )
    $clone = Join-Path ([IO.Path]::GetTempPath()) ([guid]::NewGuid())
    git clone --quiet --shared $Root $clone
    # On a busy machine, dotnet --info takes longer than Stryker waits for it.
    $env:DOTNET_INFO_WAIT_TIME = 180000
    # A build node that stays would keep the output open that Stryker reads to its end.
    $env:MSBUILDDISABLENODEREUSE = 1
    Push-Location (Join-Path $clone 'tools/prove')
    try {
        dotnet tool restore --tool-manifest dotnet-tools.json | Out-Null
        $folders = @($script:mutationFolders | Where-Object { -not $Name -or $_.Name -in $Name })
        for ($i = 0; $i -lt $folders.Count; $i++) {
            if ($i -lt $Count) {
                Invoke-Stryker -Folder $folders[$i] -Output $Output
            } else {
                New-ProofResult -Name "mutants of $($folders[$i].Name)" -Result skipped -Detail 'give more minutes'
            }
        }
    } finally {
        Pop-Location
        Remove-Item Env:/MSBUILDDISABLENODEREUSE, Env:/DOTNET_INFO_WAIT_TIME
        Remove-Item $clone -Recurse -Force
    }
}

# Changes one folder, in the current clone.
function Invoke-Stryker {
    param([hashtable] $Folder, [string] $Output)
    $target = Join-Path $Output "mutation/$($Folder.Name)"
    $filter = ($Folder.Filter -split '\|' | ForEach-Object { "FullyQualifiedName~MessengerMarketing.Tests.$_" }) -join '|'
    $config = Get-Content stryker-config.json -Raw | ConvertFrom-Json -AsHashtable
    $config['stryker-config']['mutate'] = @($Folder.Files | ForEach-Object { "**/$_" })
    $config['stryker-config']['test-case-filter'] = $filter
    $config | ConvertTo-Json -Depth 5 | Set-Content run.json
    dotnet stryker --config-file run.json --output $target > (Join-Path $Output "mutation-$($Folder.Name -replace ' ', '-').log")
    $report = Get-ChildItem $target -Filter mutation-report.json -Recurse -ErrorAction Ignore | Select-Object -First 1
    if (-not $report) {
        return New-ProofResult -Name "mutants of $($Folder.Name)" -Result failed -Detail 'Stryker gave no report; see its log in output/proof'
    }

    $mutants = @((Get-Content $report -Raw | ConvertFrom-Json -AsHashtable).files.Values | ForEach-Object { $_.mutants })
    $killed = @($mutants | Where-Object status -In 'Killed', 'Timeout').Count
    $alive = @($mutants | Where-Object status -In 'Survived', 'NoCoverage').Count
    $score = [Math]::Round(100 * $killed / [Math]::Max(1, $killed + $alive), 1)
    $result = if ($score -ge 85) { 'passed' } else { 'failed' }
    New-ProofResult -Name "mutants of $($Folder.Name)" -Result $result -Detail ([string]::Format([cultureinfo]::InvariantCulture, '{0} % of {1} killed', $score, $killed + $alive))
}
