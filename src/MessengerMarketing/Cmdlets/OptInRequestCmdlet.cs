using System;
using System.Management.Automation;
using MessengerMarketing.Binding.Completion;
using MessengerMarketing.Errors;
using MessengerMarketing.Messaging;

namespace MessengerMarketing.Cmdlets;

/// <summary>The parameters for the content of an opt-in request that all its forms have in common.</summary>
public abstract class OptInRequestCmdlet : PageCmdlet
{
    /// <summary>What the opt-in webhook brings back, to know which request was answered. The title by default.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Payload { get; set; }

    /// <summary>The people's time zone by its IANA name, for example Asia/Ho_Chi_Minh.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TimeZoneCompleter))]
    [ValidateNotNullOrEmpty]
    public string? TimeZone { get; set; }

    /// <summary>How the image is cropped: HORIZONTAL (1.91 to 1) or SQUARE.</summary>
    [Parameter]
    public OptInImageAspectRatio? ImageAspectRatio { get; set; }

    /// <summary>The words on the button; GET_UPDATES by default.</summary>
    [Parameter]
    public OptInCallToAction? CallToAction { get; set; }

    /// <summary>Whether Meta asks again when the subscription is about to end; <c>-Reoptin:$false</c> says that it does not.</summary>
    [Parameter]
    public SwitchParameter Reoptin { get; set; }

    /// <summary>Creates the request. When it is not valid, the cmdlet ends with an error.</summary>
    private protected OptInRequest CreateRequest(string? title, string? imageUrl, OptInElement[] elements)
    {
        try
        {
            return new OptInRequest
            {
                Title = title,
                ImageUrl = imageUrl,
                Elements = elements,
                Payload = Payload,
                TimeZone = TimeZone,
                ImageAspectRatio = ImageAspectRatio,
                CallToAction = CallToAction,
                Reoptin = MyInvocation.BoundParameters.ContainsKey(nameof(Reoptin)) ? Reoptin.IsPresent : null,
            }.Checked();
        }
        catch (ArgumentException exception)
        {
            ThrowTerminatingError(exception.ToRecord());
            throw;
        }
    }
}
