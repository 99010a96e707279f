package relay.web.control;

import jakarta.json.JsonObject;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import relay.domain.audit.Actor;
import relay.domain.control.Fields;
import relay.domain.control.InvalidField;
import relay.domain.rotation.RotationOrder;
import relay.domain.signing.SigningAlgorithm;
import relay.domain.tenancy.DomainKey;
import relay.web.problem.Problem;

/** Reads which keys to make. */
final class KeyOrder {
  private static final String ALGORITHMS = "algorithms";
  private static final String SELECTOR = "selector";

  private KeyOrder() {}

  static RotationOrder read(JsonObject body, boolean trial, Actor by) {
    for (String name : body.keySet()) {
      if (!Set.of(ALGORITHMS, SELECTOR).contains(name)) {
        throw Problem.in(422, name, name + " must be left out: there is no such field");
      }
    }
    try {
      Fields fields = new Fields(body);
      Set<SigningAlgorithm> algorithms =
          fields.set(
              ALGORITHMS,
              "must be rsa-sha256 or ed25519-sha256",
              text -> SigningAlgorithm.of(text).orElseThrow(IllegalArgumentException::new));
      Optional<String> selector = fields.text(SELECTOR);
      if (selector.isPresent() && !DomainKey.isSelector(selector.get())) {
        throw fields.invalid(SELECTOR, DomainKey.SELECTOR_RULE);
      }
      return new RotationOrder(
          algorithms.isEmpty() ? EnumSet.allOf(SigningAlgorithm.class) : algorithms,
          selector,
          trial,
          by);
    } catch (InvalidField e) {
      throw Problem.in(422, e.field(), e.getMessage());
    }
  }
}
