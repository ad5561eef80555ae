using System;

namespace MessengerMarketing.Help;

/// <summary>A help page is not valid. The message names the place and the correct format.</summary>
internal sealed class HelpPageException(string message) : Exception(message);
