package relay.domain.verification.spf;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;

/** A check and its result as the JSON document that API and command line show. */
public final class SpfDocument {

  private SpfDocument() {}

  /** All that is known; a member that does not apply is left out. */
  public static JsonObject of(SpfSender sender, SpfVerdict verdict) {
    JsonObjectBuilder document =
        JsonProvider.provider()
            .createObjectBuilder()
            .add("result", verdict.result().word())
            .add("reason", verdict.reason())
            .add("identity", sender.identity().word())
            .add("sender", sender.address())
            .add("ip", AddressText.readable(sender.ip()))
            .add("helo", sender.helo())
            .add("domain", verdict.domain());
    verdict.mechanism().ifPresent(mechanism -> document.add("mechanism", mechanism));
    verdict.explanation().ifPresent(text -> document.add("explanation", text));
    return document
        .add("lookups", verdict.lookups())
        .add("void_lookups", verdict.voidLookups())
        .build();
  }
}
