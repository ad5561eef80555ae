# The examples of the cmdlets' pages, and the session they run in. docs/README.md lists what an example may take for granted.

$ErrorActionPreference = 'Stop'

Import-Module "$PSScriptRoot/Shared.psm1"
Import-Module "$PSScriptRoot/Webhooks.psm1"

$script:Pages = [IO.Path]::GetFullPath([IO.Path]::Combine($PSScriptRoot, '..', '..', 'docs', 'en-US'))

# The files of a session, by name.
$script:Files = @{}

function Get-PageFolder { $script:Pages }

# Each example of each page: cmdlet, title, code, and why it is not run when the page says so.
function Get-Example {
    foreach ($page in Get-ChildItem -Path $script:Pages -Filter '*-*.md' | Sort-Object -Property Name) {
        $text = [IO.File]::ReadAllText($page.FullName).Replace("`r`n", "`n")
        $section = [regex]::Match($text, '(?ms)^## EXAMPLES$(.*?)^## PARAMETERS$').Groups[1].Value
        foreach ($example in [regex]::Matches($section, '(?ms)^### ([^\n]+)\n(.*?)(?=^### |\z)')) {
            $body = $example.Groups[2].Value
            @{
                Cmdlet = $page.BaseName
                Title  = $example.Groups[1].Value
                Code   = @([regex]::Matches($body, '(?ms)^```powershell\n(.*?)^```$') | ForEach-Object { $_.Groups[1].Value }) -join "`n"
                NotRun = [regex]::Match($body, '<!-- not run: (.+?) -->').Groups[1].Value
            }
        }
    }
}

# The files that an example may take for granted.
function Write-ExampleFile([string] $Folder) {
    $people = New-Customer 120 | Select-Object -Property *, @{ Name = 'Country'; Expression = { 'US' } }
    $people | Export-Csv -Path "$Folder/customers.csv" -NoTypeInformation
    $people | Export-Csv -Path "$Folder/big.csv" -NoTypeInformation
    @($people) + [pscustomobject]@{ Email = 'nobody'; Phone = '12'; 'First name' = 'Ann'; 'Last name' = 'Example'; Country = 'US' } |
        Export-Csv -Path "$Folder/export.csv" -NoTypeInformation
    $people | Select-Object -First 2 | Export-Csv -Path "$Folder/leavers.csv" -NoTypeInformation
    $people | Select-Object -Property Email -Last 2 | Export-Csv -Path "$Folder/optouts.csv" -NoTypeInformation
    [IO.File]::WriteAllLines("$Folder/crm.txt", [string[]](@('Kontakt 1|Kontakt 2|Nr') + (1..120 | ForEach-Object { "person$_@example.com|030 23125$('{0:000}' -f $_)|$_" })), [Text.Encoding]::GetEncoding('iso-8859-1'))
    [pscustomobject]@{ Title = 'Weekly offers'; OptInSource = 'Other'; Status = ''; Created = '2026-01-02T03:04:05+00:00' } |
        Export-Csv -Path "$Folder/subscribers.csv" -NoTypeInformation
}

# Files, variables and a connection as the pages take them for granted, in a folder of its own. Journals cost time, and are made
# for code that speaks of them.
function New-ExampleSession {
    param([Parameter(Mandatory = $true)] [string] $Folder, [Parameter(Mandatory = $true)] [string] $Code)

    [void](New-Item -ItemType Directory -Path $Folder -Force)
    if ($script:Files.Count -eq 0) {
        # Written once: most examples change none of them.
        Write-ExampleFile $Folder
        foreach ($file in [IO.Directory]::GetFiles($Folder)) { $script:Files[[IO.Path]::GetFileName($file)] = [IO.File]::ReadAllBytes($file) }
    } else {
        foreach ($name in $script:Files.Keys) { [IO.File]::WriteAllBytes("$Folder/$name", $script:Files[$name]) }
    }

    $port = Get-FreePort
    $sandbox = Start-MMSandbox -MatchRate 1 -WebhookUri "http://127.0.0.1:$port/" -WebhookField messages, marketing_messages_subscriber_upload_status
    $sandbox | Connect-MMAccount
    $audience = New-MMCustomAudience -Name 'Spring' -Description 'CRM export'
    [void](Add-MMAudienceUser -AudienceId $audience.Id -Path "$Folder/customers.csv")

    if ($Code -match 'journal') {
        # Uploads that were interrupted, since the Graph API rejected what they sent.
        $upload = @{ AudienceId = $audience.Id; ErrorAction = 'SilentlyContinue'; WarningAction = 'Ignore' }
        $sandbox.FailNext('100')
        try { [void](Add-MMAudienceUser @upload -Path "$Folder/big.csv" -JournalPath "$Folder/big.journal") } catch { Write-Verbose "$_" }
        $sandbox.FailNext('100')
        try { [void](Import-Csv -Path "$Folder/big.csv" | Add-MMAudienceUser @upload -JournalPath "$Folder/piped.journal") } catch { Write-Verbose "$_" }
    }

    if ($Code -match '(Remove-MMPerson|Get-MMAudienceUpload) .*-StatePath') {
        [void](Sync-MMAudienceUser -AudienceId $audience.Id -Path "$Folder/customers.csv" -StatePath "$Folder/spring.state" -WarningAction Ignore)
    }

    $body = New-OptInBody
    [IO.File]::WriteAllText("$Folder/body.json", $body)
    @{
        Folder    = $Folder
        Port      = $port
        Variables = @{
            sandbox         = $sandbox
            audience        = $audience
            campaign        = New-MMMessageCampaign -Name 'Spring' -DailyBudget 500
            accessToken     = $sandbox.AccessToken
            pageAccessToken = $sandbox.PageAccessToken
            appSecret       = Get-WebhookSecret
            verifyToken     = $sandbox.VerifyToken
            psid            = (Send-MMSandboxMessage -Text 'Hello' -Sandbox $sandbox).Psid
            body            = $body
            signature       = New-Signature $body
        }
    }
}

# The environment that Connect-MMAccount -FromEnvironment reads, with the module where PowerShell finds it. Whatever is not on this machine is behind a proxy that there is not.
function Get-ExampleEnvironment {
    param([Parameter(Mandatory = $true)] $Session)

    $sandbox = $Session.Variables.sandbox
    @{
        MM_ACCESS_TOKEN      = ConvertFrom-Secret $sandbox.AccessToken
        MM_PAGE_ACCESS_TOKEN = ConvertFrom-Secret $sandbox.PageAccessToken
        MM_APP_SECRET        = ConvertFrom-Secret $sandbox.AppSecret
        MM_AD_ACCOUNT_ID     = $sandbox.AdAccountId
        MM_PAGE_ID           = $sandbox.PageId
        MM_API_VERSION       = $sandbox.ApiVersion
        MM_BASE_URI          = "$($sandbox.BaseUri)"
        HTTPS_PROXY          = 'http://127.0.0.1:9'
        PSModulePath         = (Split-Path (Get-StagedModule)) + [IO.Path]::PathSeparator + $env:PSModulePath
    }
}

# Runs the code of an example and gives its errors as text. What would watch or wait without end does so for some seconds.
function Invoke-Example {
    param([Parameter(Mandatory = $true)] $Session, [Parameter(Mandatory = $true)] [string] $Code, [int] $TimeoutSec = 90)

    $watch = $null
    $shell = New-Shell -Context (Get-MMContext)
    try {
        foreach ($name in $Session.Variables.Keys) { $shell.Runspace.SessionStateProxy.SetVariable($name, $Session.Variables[$name]) }
        $sandbox = $Session.Variables.sandbox
        if ($Code -match 'inbox\.jsonl' -and $Code -notmatch 'Watch-MMWebhook') {
            $watch = Start-Watch -Port $Session.Port -Parameters @{ AppSecret = $sandbox.AppSecret; VerifyToken = $sandbox.VerifyToken; InboxPath = "$($Session.Folder)/inbox.jsonl" }
            Wait-Until { $sandbox.PendingDeliveries -eq 0 }
        }

        [void]$shell.AddScript({
            param($Folder)
            Set-Location -LiteralPath $Folder
            $sandbox | Connect-MMAccount
            function Get-Secret { param($Name) $accessToken }
            $PSDefaultParameterValues['Watch-MMWebhook:TimeoutSec'] = 2
            $PSDefaultParameterValues['Wait-MMAudienceUpload:TimeoutSec'] = 60
            $ConfirmPreference = 'None'
            $ErrorActionPreference = 'Continue'
        }).AddParameter('Folder', $Session.Folder).Invoke()
        $shell.Commands.Clear()
        $shell.Streams.ClearStreams()

        # Who watches for an hour does so for two seconds, as who watches without end.
        $short = $Code.Replace('8080', "$($Session.Port)") -replace '(Watch-MMWebhook [^|]*)-TimeoutSec 3600\b', '$1-TimeoutSec 2'
        $running = $shell.AddScript($short).BeginInvoke()
        if (-not $running.AsyncWaitHandle.WaitOne([TimeSpan]::FromSeconds($TimeoutSec))) {
            $shell.Stop()
            return "It did not end within $TimeoutSec seconds."
        }

        try { [void]$shell.EndInvoke($running) } catch { "$($_.Exception.InnerException)" }
        $shell.Streams.Error | ForEach-Object { "$_ ($($_.FullyQualifiedErrorId))" }
    } finally {
        $shell.Runspace.Dispose()
        $shell.Dispose()
        if ($watch) { Stop-Watch $watch }
    }
}

Export-ModuleMember -Function *
