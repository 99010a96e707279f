package relay.web.control;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import relay.web.json.Json;
import relay.web.problem.Problem;

/** Reads the bounded JSON document of a request for a change. */
public final class JsonBody {
  private static final int BODY_OCTETS_MAX = 256 << 10;

  private JsonBody() {}

  /**
   * The document.
   *
   * @throws Problem 413 or 400 when it is too large or no JSON object
   */
  public static JsonObject read(InputStream body) {
    try {
      byte[] octets = body.readNBytes(BODY_OCTETS_MAX + 1);
      if (octets.length > BODY_OCTETS_MAX) {
        throw Problem.of(413, "the body must be at most " + BODY_OCTETS_MAX + " octets");
      }
      return Json.readObject(new String(octets, StandardCharsets.UTF_8))
          .orElseThrow(() -> Problem.of(400, "the body must be a JSON object"));
    } catch (IOException e) {
      throw Problem.of(400, "the body could not be read to its end");
    }
  }
}
