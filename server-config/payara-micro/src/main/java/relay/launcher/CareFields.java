package relay.launcher;

import static relay.launcher.ObjectField.Type.LIST;
import static relay.launcher.ObjectField.Type.NUMBER;
import static relay.launcher.ObjectField.Type.TEXT;
import static relay.launcher.ObjectField.Type.YES_NO;

import java.util.List;

/** With how much care campaigns and automations send. */
final class CareFields {
  /** What becomes of those who read nothing any more; of campaigns alone. */
  static final List<ObjectField> INACTIVE =
      List.of(
          new ObjectField("sunset.off", YES_NO, "goes also to who reads nothing"),
          new ObjectField("sunset.inactive_days", NUMBER, "in the place of the tenant's"),
          new ObjectField("sunset.mails", NUMBER, "in the place of the tenant's"),
          new ObjectField("repermission.wait", TEXT, "ask the inactive alone; such as P14D"),
          new ObjectField("repermission.then", TEXT, "stay, or unsubscribe who does not answer"));

  /** At which hours. */
  static final List<ObjectField> WINDOW =
      List.of(
          new ObjectField("window.days", LIST, "mon,tue,...; absent: all"),
          new ObjectField("window.from", TEXT, "such as 08:00; nobody gets it before"),
          new ObjectField("window.until", TEXT, "such as 20:00"),
          new ObjectField("window.zone", TEXT, "such as Europe/Berlin"),
          new ObjectField("window.recipient_zone", YES_NO, "the recipient's own goes before"));

  /** What is watched of both; campaigns know of mails that have to be tried again, too. */
  static final List<ObjectField> GUARDS =
      List.of(
          new ObjectField(
              "guards.bounces.slow", NUMBER, "percent from which it is slowed; 0: never"),
          new ObjectField(
              "guards.bounces.stop", NUMBER, "percent from which it is paused; 0: never"),
          new ObjectField("guards.complaints.slow", NUMBER, ""),
          new ObjectField("guards.complaints.stop", NUMBER, ""),
          new ObjectField("guards.unsubscribes.slow", NUMBER, ""),
          new ObjectField("guards.unsubscribes.stop", NUMBER, ""),
          new ObjectField("guards.sample", NUMBER, "mails before anything is judged"));

  private CareFields() {}
}
