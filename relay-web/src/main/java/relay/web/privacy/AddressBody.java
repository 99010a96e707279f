package relay.web.privacy;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import relay.domain.mail.EmailAddress;
import relay.web.json.Json;
import relay.web.problem.Problem;

/**
 * The one address that a request is about. It stands in the body and not in the path, because paths
 * are in the logs of proxies.
 */
final class AddressBody {
  private static final int BODY_CHARS_MAX = 4096;

  private AddressBody() {}

  static EmailAddress read(String body) {
    if (body == null || body.length() > BODY_CHARS_MAX) {
      throw Problem.of(body == null ? 400 : 413, "the body must be a small JSON object");
    }
    JsonObject document =
        Json.readObject(body).orElseThrow(() -> Problem.of(400, "the body must be a JSON object"));
    try {
      if (document.get("address") instanceof JsonString text) {
        return EmailAddress.parse(text.getString());
      }
    } catch (IllegalArgumentException e) {
      throw Problem.in(422, "address", "must be an address such as bob@example.net");
    }
    throw Problem.in(422, "address", "must be an address such as bob@example.net");
  }
}
