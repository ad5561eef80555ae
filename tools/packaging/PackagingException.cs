using System;

namespace MessengerMarketing.Packaging;

/// <summary>Something that the packages are made of is not as it has to be; the message says what, where, and what would be right.</summary>
internal sealed class PackagingException(string message) : Exception(message);
