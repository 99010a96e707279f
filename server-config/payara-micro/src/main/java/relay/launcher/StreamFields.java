package relay.launcher;

import static relay.launcher.ObjectField.Type.LIST;
import static relay.launcher.ObjectField.Type.NUMBER;
import static relay.launcher.ObjectField.Type.TEXT;
import static relay.launcher.ObjectField.Type.YES_NO;

/** What can be said of a stream, beside its limits. */
final class StreamFields {
  private StreamFields() {}

  static ObjectField[] own() {
    return new ObjectField[] {
      new ObjectField("lane", TEXT, "otp, transactional or bulk"),
      new ObjectField("route", TEXT, "name of the route to take"),
      new ObjectField("residency", TEXT, "own, eu or outside: how far its mail may go"),
      new ObjectField("default_from", TEXT, "domain that rewritten senders get"),
      new ObjectField("egress_pool", TEXT, "name of the source addresses"),
      new ObjectField("content_retention", TEXT, "such as P7D"),
      new ObjectField("record_retention", TEXT, "such as P90D"),
      new ObjectField("in_doubt", TEXT, "retry, give-up or ask, when a mail may have arrived"),
      new ObjectField("retry.delays", LIST, "such as PT5M,PT30M,PT2H"),
      new ObjectField("retry.expire_after", TEXT, "such as P2D"),
      new ObjectField("null_path", YES_NO, "whether mail from <> is taken"),
      new ObjectField("return_path", TEXT, "as-given, or token: tells what comes back"),
      new ObjectField("unsubscribe", YES_NO, "whether its mail offers one click"),
      new ObjectField("tracking", TEXT, "off, aggregate or identified: opens and clicks"),
      new ObjectField("tracking_of_smtp", YES_NO, "also of mail that comes as MIME"),
      new ObjectField("weight", NUMBER, "its part where its tenant's streams wait"),
      new ObjectField("window.days", LIST, "it sends on, such as mon,tue; all without"),
      new ObjectField("window.from", TEXT, "time of day such as 09:00"),
      new ObjectField("window.until", TEXT, "time of day such as 18:00"),
      new ObjectField("window.zone", TEXT, "such as Europe/Berlin"),
      new ObjectField("window.recipient_zone", YES_NO, "a mail's own timeZone goes before")
    };
  }
}
