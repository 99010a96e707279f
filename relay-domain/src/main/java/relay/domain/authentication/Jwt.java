package relay.domain.authentication;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import relay.domain.json.JsonText;

/**
 * A signed token taken apart (RFC 7519, compact form of RFC 7515), not yet believed. Immutable;
 * without a readable text.
 */
final class Jwt {
  private static final int CHARS_MAX = 12_288;
  private static final int BRACKETS_MAX = 300;
  private static final Set<String> TYPES = Set.of("JWT", "AT+JWT", "APPLICATION/AT+JWT");

  private final JsonObject header;
  private final JsonObject claims;
  private final byte[] signed;
  private final byte[] signature;

  private Jwt(JsonObject header, JsonObject claims, byte[] signed, byte[] signature) {
    this.header = header;
    this.claims = claims;
    this.signed = signed;
    this.signature = signature;
  }

  /** Empty for whatever is not three parts of the right kinds. */
  static Optional<Jwt> read(String token) {
    int first = token.indexOf('.');
    int second = token.indexOf('.', first + 1);
    if (token.length() > CHARS_MAX
        || first < 0
        || second < 0
        || token.indexOf('.', second + 1) >= 0) {
      return Optional.empty();
    }
    try {
      Base64.Decoder base64 = Base64.getUrlDecoder();
      return Optional.of(
          new Jwt(
              json(base64.decode(token.substring(0, first))),
              json(base64.decode(token.substring(first + 1, second))),
              token.substring(0, second).getBytes(StandardCharsets.US_ASCII),
              base64.decode(token.substring(second + 1))));
    } catch (IllegalArgumentException | CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static JsonObject json(byte[] octets) throws CharacterCodingException {
    String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
    // Readers recurse, and fail as each likes when it goes too deep.
    if (text.chars().filter(c -> c == '[' || c == '{').count() > BRACKETS_MAX) {
      throw new IllegalArgumentException("too many brackets");
    }
    return JsonText.object(text);
  }

  /** The algorithm, if it is one of ours and the header demands nothing unknown. */
  Optional<TokenAlgorithm> algorithm() {
    boolean plain =
        !header.containsKey("crit")
            && (!header.containsKey("typ")
                || text(header, "typ")
                    .map(t -> TYPES.contains(t.toUpperCase(Locale.ROOT)))
                    .orElse(false));
    return plain ? text(header, "alg").flatMap(TokenAlgorithm::named) : Optional.empty();
  }

  Optional<String> keyId() {
    return text(header, "kid");
  }

  boolean isSignedBy(List<PublicKey> keys, TokenAlgorithm algorithm) {
    return keys.stream().limit(4).anyMatch(key -> algorithm.verify(key, signed, signature));
  }

  /** A claim that is a text. */
  Optional<String> text(String claim) {
    return text(claims, claim);
  }

  boolean isFalse(String claim) {
    return JsonValue.FALSE.equals(claims.get(claim))
        || text(claim).filter("false"::equalsIgnoreCase).isPresent();
  }

  boolean has(String claim) {
    return claims.containsKey(claim);
  }

  /** A claim that is a time; empty when it is absent or none. */
  Optional<Instant> time(String claim) {
    if (claims.get(claim) instanceof JsonNumber number) {
      double seconds = number.doubleValue();
      return Math.abs(seconds) < 1e11
          ? Optional.of(Instant.ofEpochSecond((long) seconds))
          : Optional.empty();
    }
    return Optional.empty();
  }

  /** A claim that is a text or a list of texts, as audiences and scopes are. */
  List<String> texts(String claim) {
    return texts(claims.get(claim));
  }

  /**
   * The same for a claim that may be within others.
   *
   * @param path a name, or names with dots between; a claim with dots in its name goes first
   */
  List<String> textsAt(String path) {
    if (claims.containsKey(path)) {
      return texts(path);
    }
    JsonObject object = claims;
    String name = path;
    for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.')) {
      if (!(object.get(name.substring(0, dot)) instanceof JsonObject inner)) {
        return List.of();
      }
      object = inner;
      name = name.substring(dot + 1);
    }
    return texts(object.get(name));
  }

  private static List<String> texts(JsonValue value) {
    if (value instanceof JsonString text) {
      return List.of(text.getString());
    }
    return value == null || value.getValueType() != JsonValue.ValueType.ARRAY
        ? List.of()
        : value.asJsonArray().stream()
            .filter(JsonString.class::isInstance)
            .map(v -> ((JsonString) v).getString())
            .toList();
  }

  private static Optional<String> text(JsonObject object, String name) {
    return object.get(name) instanceof JsonString text
        ? Optional.of(text.getString())
        : Optional.empty();
  }

  @Override
  public String toString() {
    return "Jwt[hidden]";
  }
}
