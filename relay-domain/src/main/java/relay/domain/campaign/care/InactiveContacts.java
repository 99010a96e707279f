package relay.domain.campaign.care;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Optional;
import relay.domain.control.ControlJson;
import relay.domain.control.Fields;
import relay.domain.tenancy.Sunset;

/**
 * What a campaign does about contacts that do not read any more.
 *
 * @param isOff whether it goes to all, whatever the tenant says
 * @param own its own rule in the place of the tenant's
 * @param repermission that it goes to them alone, and asks
 */
public record InactiveContacts(
    boolean isOff, Optional<Sunset> own, Optional<Repermission> repermission) {
  private static final String OFF = "off";

  public static InactiveContacts read(Fields fields) {
    Fields sunset = fields.within(Sunset.FIELD);
    boolean off = sunset.yesNo(OFF, false);
    Optional<Sunset> own = Sunset.read(sunset);
    if (off && own.isPresent()) {
      throw sunset.invalid(OFF, "must be left out where the campaign has a rule of its own");
    }
    Optional<Repermission> repermission = Repermission.read(fields.within(Repermission.FIELD));
    if (off && repermission.isPresent()) {
      throw sunset.invalid(OFF, "must be left out: a campaign with repermission goes by the rule");
    }
    return new InactiveContacts(off, own, repermission);
  }

  /** Into the document of the campaign. */
  public void add(JsonObjectBuilder out) {
    JsonObjectBuilder sunset = ControlJson.object();
    if (isOff) {
      sunset.add(OFF, true);
    }
    own.ifPresent(rule -> rule.add(sunset));
    JsonObject written = sunset.build();
    if (!written.isEmpty()) {
      out.add(Sunset.FIELD, written);
    }
    repermission.ifPresent(asks -> out.add(Repermission.FIELD, asks.write()));
  }
}
