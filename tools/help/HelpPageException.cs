using System;

namespace MessengerMarketing.Help;

/// <summary>A page is not as it has to be. The message says where and what would be right.</summary>
internal sealed class HelpPageException(string message) : Exception(message);
