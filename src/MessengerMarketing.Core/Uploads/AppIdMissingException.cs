using System;
using MessengerMarketing.Customers;

namespace MessengerMarketing.Uploads;

/// <summary>A list has ids within an app, and the app's id is not known.</summary>
internal sealed class AppIdMissingException(SchemaKey key) : ArgumentException($"{key} is an id within an app, and the app's id is not given.", nameof(UploadOptions.AppIds));
