<#
.SYNOPSIS
    Fills an audience from a customer list and gains a subscriber, with a local sandbox of the Graph API.
.DESCRIPTION
    Shows each command before its output. Run it with "dotnet run --project examples/demo", or in PowerShell after "dotnet build module". It needs no
    Meta account, sends nothing to other computers, and deletes its files at the end. All customers are fictitious.
#>
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
Import-Module -Name (Join-Path $PSScriptRoot '../../output/MessengerMarketing')

# Shows the title and command of a step, then runs the command. Dot-source it, so that the command can set variables of this script.
function Step {
    param([string] $Title, [scriptblock] $Command)

    Write-Host
    Write-Host "# $Title" -ForegroundColor Green
    $Command.ToString().Trim() -split '\r?\n' | ForEach-Object { Write-Host "PS> $($_.Trim())" -ForegroundColor Yellow }
    . $Command | Out-Default
}

# A list as a CRM exports it: addresses of example.com, and phone numbers that are reserved for fiction. Every 50th row has neither.
$folder = New-Item -ItemType Directory -Path (Join-Path ([IO.Path]::GetTempPath()) "messenger-demo-$PID")
Set-Location -LiteralPath $folder
$areaCodes = 201, 202, 203, 205, 206, 207, 208, 209, 210, 212, 213, 214, 215, 216, 217, 218, 219, 224, 225, 228
$firstNames = 'Mary', 'Linh', 'Jose', "O'Shea"
0..1999 | ForEach-Object {
    $isBad = $_ % 50 -eq 49
    [pscustomobject]@{
        'E-mail Address' = if ($isBad) { 'none given' } else { " Customer$_@Example.com" }
        'Phone Number'   = if ($isBad) { '555-01' } else { '({0}) 555-01{1:00}' -f $areaCodes[[Math]::Floor($_ / 100)], ($_ % 100) }
        'First Name'     = $firstNames[$_ % 4]
        'Country'        = 'United States'
        'Customer since' = '2024-05-01'
    }
} | Export-Csv -LiteralPath customers.csv -NoTypeInformation

# A free port for webhooks.
$listener = New-Object Net.Sockets.TcpListener ([Net.IPAddress]::Loopback, 0)
$listener.Start()
$port = $listener.LocalEndpoint.Port
$listener.Stop()

try {
    . Step 'Start a local Graph API that also sends webhooks, and connect to it as to Meta.' {
        $sandbox = Start-MMSandbox -WebhookUri "http://127.0.0.1:$port/" -WebhookField messages, messaging_optins, marketing_messages_subscriber_upload_status
        $sandbox | Connect-MMAccount
        $webhook = @{ Port = $port; AppSecret = $sandbox.AppSecret; VerifyToken = $sandbox.VerifyToken; TimeoutSec = 30 }
        Get-MMContext
    }

    . Step 'Create an audience.' {
        $audience = New-MMCustomAudience -Name 'Newsletter' -Description 'Made-up customers'
        $audience
    }

    . Step 'Check the list: which columns are used, and which rows cannot be matched?' {
        Get-Content customers.csv -TotalCount 3
        Test-MMCustomerList -Path customers.csv
    }

    . Step 'Upload it: one receipt for each batch.' {
        $receipts = Add-MMAudienceUser -AudienceId $audience.Id -Path customers.csv -BatchSize 500 -RejectPath rejects.csv
        $receipts
    }

    . Step 'See which rows were rejected, and why. The file has no customer data.' {
        Import-Csv rejects.csv | Select-Object -First 4 | Format-Table
    }

    . Step 'Receive the upload status of each batch by webhook.' {
        Watch-MMWebhook @webhook -First $receipts.Count
    }

    . Step 'List the audiences of the ad account.' {
        Get-MMAudience
    }

    . Step 'A customer writes to the Page (the sandbox plays the customer). The message arrives by webhook.' {
        Send-MMSandboxMessage 'Do you have offers?' | Out-Null
        $message = Watch-MMWebhook @webhook -First 1
        $message
    }

    . Step 'Ask the customer to subscribe.' {
        $message | Send-MMOptInRequest -Title 'Weekly offers' -ImageUrl https://example.com/offers.png
    }

    . Step 'The customer agrees. The opt-in arrives by webhook, and the Page has a subscription token.' {
        Approve-MMSandboxOptIn | Out-Null
        Watch-MMWebhook @webhook -First 1
        Get-MMSubscriptionToken | Where-Object Title -EQ 'Weekly offers'
    }
} finally {
    Get-MMSandbox | Stop-MMSandbox
    Set-Location -LiteralPath $PSScriptRoot
    Remove-Item -LiteralPath $folder -Recurse
}
