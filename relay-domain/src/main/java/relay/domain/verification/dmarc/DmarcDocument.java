package relay.domain.verification.dmarc;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.util.List;
import java.util.Optional;
import relay.domain.signing.DkimResult;
import relay.domain.verification.spf.SpfDocument;

/** A check and what it rests on, as the JSON document that API and command line show. */
public final class DmarcDocument {

  private DmarcDocument() {}

  /** All that is known; a member that does not apply is left out. */
  public static JsonObject of(
      DmarcVerdict verdict, Optional<Authenticated.Sent> spf, List<DkimResult> signatures) {
    JsonProvider json = JsonProvider.provider();
    JsonObjectBuilder document =
        json.createObjectBuilder()
            .add("result", verdict.result().word())
            .add("reason", verdict.reason())
            .add("from", verdict.author())
            .add("organizational_domain", verdict.organization())
            .add("discovery_method", verdict.method())
            .add("policy", verdict.asked().word())
            .add("disposition", verdict.disposition().word());
    verdict
        .policy()
        .ifPresent(
            policy ->
                document
                    .add("policy_domain", policy.domain())
                    .add("record", policy.record().text())
                    .add("testing", policy.record().testing())
                    .add("adkim", policy.record().strictDkim() ? "s" : "r")
                    .add("aspf", policy.record().strictSpf() ? "s" : "r"));
    JsonArrayBuilder aligned = json.createArrayBuilder();
    verdict.aligned().forEach(aligned::add);
    document.add("aligned", aligned);
    spf.ifPresent(sent -> document.add("spf", SpfDocument.of(sent.sender(), sent.verdict())));
    JsonArrayBuilder dkim = json.createArrayBuilder();
    signatures.forEach(
        signature ->
            dkim.add(
                json.createObjectBuilder()
                    .add("result", signature.status().word())
                    .add("reason", signature.reason())
                    .add("domain", signature.domain())
                    .add("selector", signature.selector())));
    return document.add("dkim", dkim).build();
  }
}
