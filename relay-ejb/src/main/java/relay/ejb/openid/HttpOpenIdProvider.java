package relay.ejb.openid;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.lang.System.Logger;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import relay.domain.authentication.IssuerKeys;
import relay.domain.json.JsonText;
import relay.domain.openid.OpenIdDesk;
import relay.domain.openid.OpenIdProvider;
import relay.domain.openid.OpenIdSettings;
import relay.domain.openid.ProviderDocument;

/**
 * The issuer over HTTP. Its document is kept for an hour, and serves on while a newer one is not to
 * be had.
 */
public final class HttpOpenIdProvider implements OpenIdProvider {
  private static final Logger LOG = System.getLogger(HttpOpenIdProvider.class.getName());
  private static final Duration REFRESH = Duration.ofHours(1);
  private static final int OK = 200;

  private final OpenIdSettings settings;
  private final IssuerKeys keys;
  private final InstantSource clock;
  private final IssuerHttp http;
  private volatile Optional<Known> known = Optional.empty();

  private record Known(ProviderDocument document, Instant fetchedAt) {}

  public HttpOpenIdProvider(OpenIdSettings settings, IssuerKeys keys, InstantSource clock) {
    this.settings = settings;
    this.keys = keys;
    this.clock = clock;
    this.http = new IssuerHttp(settings.timeout());
  }

  @Override
  public Optional<ProviderDocument> document() {
    Optional<Known> now = known;
    if (now.filter(k -> clock.instant().isBefore(k.fetchedAt.plus(REFRESH))).isEmpty()) {
      now = fetched().or(() -> known);
    }
    return now.map(Known::document);
  }

  private Optional<Known> fetched() {
    var place = ProviderDocument.placeOf(settings.issuer());
    try {
      IssuerHttp.Answer answer = http.ask(HttpRequest.newBuilder(place));
      if (answer.status() != OK) {
        throw new IOException("the answer was " + answer.status() + " and not 200");
      }
      ProviderDocument document = ProviderDocument.parse(answer.body(), settings.issuer());
      known = Optional.of(new Known(document, clock.instant()));
      return known;
    } catch (IOException | IllegalArgumentException e) {
      LOG.log(Logger.Level.WARNING, "the OpenID issuer cannot be used: " + place, e);
      return Optional.empty();
    }
  }

  @Override
  public Exchange redeem(ProviderDocument at, Map<String, String> form) {
    try {
      Optional<String> secret = secret();
      Map<String, String> fields = new LinkedHashMap<>(form);
      HttpRequest.Builder request =
          HttpRequest.newBuilder(at.token())
              .header("Content-Type", "application/x-www-form-urlencoded");
      if (secret.isPresent()) {
        request.header("Authorization", "Basic " + basic(settings.clientId(), secret.get()));
      } else {
        fields.put("client_id", settings.clientId());
      }
      return read(http.ask(request.POST(BodyPublishers.ofString(OpenIdDesk.form(fields)))));
    } catch (IOException | IllegalArgumentException e) {
      LOG.log(Logger.Level.WARNING, "no code can be exchanged at " + at.token(), e);
      return new Exchange.Unreachable();
    }
  }

  private static Exchange read(IssuerHttp.Answer answer) throws IOException {
    // RFC 6749 section 5.2: 400, and 401 when it is the client that is wrong
    if (answer.status() == 400 || answer.status() == 401) {
      LOG.log(
          Logger.Level.WARNING,
          "the OpenID issuer refused a code: {0}",
          error(JsonText.object(answer.body())));
      return new Exchange.Refused();
    }
    if (answer.status() != OK) {
      throw new IOException("the answer was " + answer.status() + " and not 200");
    }
    if (JsonText.object(answer.body()).get("id_token") instanceof JsonString token) {
      return new Exchange.Token(token.getString());
    }
    throw new IOException("the answer has no id_token; is openid among the scopes?");
  }

  /** The word of RFC 6749 alone: a description could hold anything. */
  private static String error(JsonObject answer) {
    return answer.get("error") instanceof JsonString word
            && word.getString().matches("[a-z_]{1,40}")
        ? word.getString()
        : "it does not say why";
  }

  private Optional<String> secret() throws IOException {
    if (settings.clientSecretFile().isEmpty()) {
      return Optional.of(settings.clientSecret()).filter(text -> !text.isEmpty());
    }
    return Files.readString(Path.of(settings.clientSecretFile()))
        .lines()
        .findFirst()
        .map(String::strip);
  }

  /** RFC 6749 section 2.3.1: both are form-encoded first. */
  private static String basic(String id, String secret) {
    String pair =
        URLEncoder.encode(id, StandardCharsets.UTF_8)
            + ":"
            + URLEncoder.encode(secret, StandardCharsets.UTF_8);
    return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public IssuerKeys keys() {
    return keys;
  }
}
