package relay.domain.journal;

import java.util.Map;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;

/**
 * How the owner of a mail stands in journal events: whole in RECEIVED; in later events only when it
 * is not the default tenant's, and its stream alone when that is not the one of the mail's lane, so
 * that the usual line stays short; the campaign of a mail that has one, and which of its forms the
 * mail has, in all. Lines of versions that knew no owners read as the default tenant.
 */
public final class OwnerFields {
  private OwnerFields() {}

  /** All of it, for RECEIVED. */
  public static void add(Map<String, Object> details, MailOwner owner) {
    details.put(EventField.TENANT, owner.tenant());
    details.put(EventField.STREAM, owner.stream());
    if (!owner.credential().isEmpty()) {
      details.put(EventField.CREDENTIAL, owner.credential());
    }
    addCampaign(details, owner);
  }

  /** For every other event about a mail. */
  public static void addForeign(Map<String, Object> details, MailOwner owner) {
    if (!owner.isDefaultTenant()) {
      details.put(EventField.TENANT, owner.tenant());
      details.put(EventField.STREAM, owner.stream());
    } else if (details.get(EventField.LANE) instanceof String lane
        && !lane.equals(owner.stream())) {
      details.put(EventField.STREAM, owner.stream());
    }
    addCampaign(details, owner);
  }

  private static void addCampaign(Map<String, Object> details, MailOwner owner) {
    if (!owner.campaign().isEmpty()) {
      details.put(EventField.CAMPAIGN, owner.campaign());
    }
    if (!owner.variant().isEmpty()) {
      details.put(EventField.VARIANT, owner.variant());
    }
  }

  /** The owner in an event of any version. */
  public static MailOwner in(MailEvent event, Lane lane) {
    return MailOwner.read(
            text(event, EventField.TENANT),
            text(event, EventField.STREAM),
            text(event, EventField.CREDENTIAL),
            lane)
        .inCampaign(text(event, EventField.CAMPAIGN))
        .inVariant(text(event, EventField.VARIANT));
  }

  private static String text(MailEvent event, String field) {
    return event.details().get(field) instanceof String text ? text : "";
  }
}
