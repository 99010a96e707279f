package relay.domain.openid;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.net.URI;
import relay.domain.http.Loopback;
import relay.domain.json.JsonText;

/**
 * Where the parts of an issuer are (OpenID Connect Discovery 3).
 *
 * @param authorization where a browser logs in
 * @param token where a code is exchanged
 * @param keys where its key set is
 */
public record ProviderDocument(URI authorization, URI token, URI keys) {

  /** Where an issuer tells it. */
  public static URI placeOf(String issuer) {
    String bare = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
    return URI.create(bare + "/.well-known/openid-configuration");
  }

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException when it is none, is another issuer's, or leads to places that
   *     anybody could listen to
   */
  public static ProviderDocument parse(String json, String issuer) {
    JsonObject read = JsonText.object(json);
    if (!text(read, "issuer").equals(issuer)) {
      throw new IllegalArgumentException(
          "the document of " + issuer + " says that it is of " + text(read, "issuer"));
    }
    return new ProviderDocument(
        place(read, "authorization_endpoint"),
        place(read, "token_endpoint"),
        place(read, "jwks_uri"));
  }

  private static URI place(JsonObject read, String name) {
    URI place = URI.create(text(read, name));
    boolean isHere =
        "http".equals(place.getScheme())
            && place.getHost() != null
            && Loopback.names(place.getHost());
    if (!("https".equals(place.getScheme()) && place.getHost() != null) && !isHere) {
      throw new IllegalArgumentException(name + " must be an https URL, not " + place);
    }
    return place;
  }

  private static String text(JsonObject read, String name) {
    if (read.get(name) instanceof JsonString text) {
      return text.getString();
    }
    throw new IllegalArgumentException("the document of the issuer has no " + name);
  }
}
