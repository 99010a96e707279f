package relay.domain.openid;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import relay.domain.access.Role;
import relay.domain.authentication.TokenAlgorithm;
import relay.domain.settings.InvalidSetting;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;
import relay.domain.settings.Settings;
import relay.domain.tenancy.ShortName;

/**
 * Whose word lets people in, and what they may then do.
 *
 * @param issuer empty text: nobody's
 * @param clientSecret empty text: none, or in the file
 * @param clientSecretFile empty text: none
 * @param redirect where the issuer sends the browser back to
 * @param userClaim names a person
 * @param roleClaim has the values of the grants; dots lead into objects
 * @param grants in the order of their names
 * @param loginTime from the beginning of a login to its end
 * @param timeout of one request to the issuer
 */
public record OpenIdSettings(
    String issuer,
    String clientId,
    String clientSecret,
    String clientSecretFile,
    URI redirect,
    List<String> scopes,
    String userClaim,
    String roleClaim,
    Set<TokenAlgorithm> algorithms,
    List<RoleGrant> grants,
    Duration loginTime,
    Duration timeout) {
  /** Path of the callback below the root of the application. */
  public static final String CALLBACK = "api/v1/session/oidc/callback";

  private static final String HTTPS_OR_HERE =
      "(https://|http://(127\\.0\\.0\\.1|\\[::1\\]|localhost)[:/])[\\x21-\\x7e]{1,1000}";
  private static final Duration SECOND = Duration.ofSeconds(1);

  static final Setting<String> ISSUER =
      new Setting<>(
          "oidc.issuer",
          SettingType.text(
              "an https URL; http only on this machine", Pattern.compile("|" + HTTPS_OR_HERE)),
          "",
          "The OpenID Connect issuer whose word lets people in, such as"
              + " https://login.example.com/realms/staff; empty: none.");
  static final Setting<String> CLIENT_ID =
      new Setting<>("oidc.client-id", printable(256), "", "What the issuer calls this relay.");
  static final Setting<String> CLIENT_SECRET =
      new Setting<>(
          "oidc.client-secret",
          printable(512),
          "",
          "The relay's secret at the issuer; better in a file or the environment; empty: none, the"
              + " proof of RFC 7636 alone.");
  static final Setting<String> CLIENT_SECRET_FILE =
      new Setting<>(
          "oidc.client-secret-file",
          SettingType.path(),
          "",
          "File with that secret in its first line, read at each login.");
  static final Setting<String> REDIRECT =
      new Setting<>(
          "oidc.redirect",
          SettingType.text(
              "an https URL (http only on this machine) that ends with /" + CALLBACK,
              Pattern.compile("|" + HTTPS_OR_HERE + "/" + CALLBACK)),
          "",
          "The address of this relay to which the issuer sends browsers back, as registered there:"
              + " https://relay.example.com/"
              + CALLBACK
              + ".");
  static final Setting<List<String>> SCOPES =
      new Setting<>(
          "oidc.scopes",
          SettingType.listOf(
              SettingType.text("a scope", Pattern.compile("[\\x21-\\x7e&&[^\"\\\\,]]{1,64}")), 16),
          "openid,email,profile",
          "What the issuer is asked to tell; openid must be among it.");
  static final Setting<String> USER_CLAIM =
      new Setting<>(
          "oidc.user-claim",
          SettingType.text(
              "1 to 64 letters, digits, _ or -", Pattern.compile("[A-Za-z0-9_-]{1,64}")),
          "email",
          "The claim by which the audit names somebody; without it, sub.");
  static final Setting<String> ROLE_CLAIM =
      new Setting<>(
          "oidc.role-claim",
          SettingType.text(
              "1 to 200 printable characters", Pattern.compile("[\\x21-\\x7e]{1,200}")),
          "groups",
          "The claim that holds the values of oidc.grant.*.value; a dot leads into an object, such as"
              + " realm_access.roles.");
  static final Setting<List<TokenAlgorithm>> ALGORITHMS =
      new Setting<>(
          "oidc.algorithms",
          TokenAlgorithm.SOME,
          "RS256,PS256,ES256,EdDSA",
          "The signatures that are believed.");
  static final Setting<String> GRANT_VALUE =
      new Setting<>(
          "oidc.grant.*.value",
          SettingType.text(
              "up to 256 characters without control characters",
              Pattern.compile("[^\\p{Cntrl}]{0,256}")),
          "",
          "A value of oidc.role-claim that gives a role; whoever has none is not let in.");
  static final Setting<Role> GRANT_ROLE =
      new Setting<>(
          "oidc.grant.*.role",
          SettingType.of(
              "platform-administrator, operator, tenant-administrator or tenant-reader",
              OpenIdSettings::role),
          "tenant-reader",
          "The role that it gives.");
  static final Setting<String> GRANT_TENANT =
      new Setting<>(
          "oidc.grant.*.tenant",
          SettingType.of("empty, or the id of a tenant", t -> t.isEmpty() ? t : ShortName.of(t)),
          "",
          "The tenant of a tenant-administrator or tenant-reader.");
  static final Setting<Duration> LOGIN_TIME =
      new Setting<>(
          "oidc.login-time",
          SettingType.duration(Duration.ofSeconds(10), Duration.ofHours(1)),
          "10m",
          "A login must be back from the issuer within this time.");
  static final Setting<Duration> TIMEOUT =
      new Setting<>(
          "oidc.timeout",
          SettingType.duration(SECOND, Duration.ofMinutes(1)),
          "5s",
          "How long the issuer may take for an answer.");

  public static final List<Setting<?>> ALL =
      List.of(
          ISSUER,
          CLIENT_ID,
          CLIENT_SECRET,
          CLIENT_SECRET_FILE,
          REDIRECT,
          SCOPES,
          USER_CLAIM,
          ROLE_CLAIM,
          ALGORITHMS,
          GRANT_VALUE,
          GRANT_ROLE,
          GRANT_TENANT,
          LOGIN_TIME,
          TIMEOUT);

  public OpenIdSettings {
    scopes = List.copyOf(scopes);
    algorithms = Set.copyOf(algorithms);
    grants = List.copyOf(grants);
  }

  /** Whether anybody may come in this way. */
  public boolean isOn() {
    return !issuer.isEmpty();
  }

  /**
   * @throws InvalidSetting also for what is missing or does not go together while there is an
   *     issuer
   */
  public static OpenIdSettings from(Settings settings) {
    OpenIdSettings read =
        new OpenIdSettings(
            settings.get(ISSUER),
            settings.get(CLIENT_ID),
            settings.get(CLIENT_SECRET),
            settings.get(CLIENT_SECRET_FILE),
            URI.create(settings.get(REDIRECT)),
            settings.get(SCOPES),
            settings.get(USER_CLAIM),
            settings.get(ROLE_CLAIM),
            settings.get(ALGORITHMS).isEmpty()
                ? Set.of()
                : EnumSet.copyOf(settings.get(ALGORITHMS)),
            grants(settings),
            settings.get(LOGIN_TIME),
            settings.get(TIMEOUT));
    if (read.isOn()) {
      read.check();
    }
    return read;
  }

  private void check() {
    demand(!clientId.isEmpty(), CLIENT_ID.key(), clientId, "must be given with oidc.issuer");
    demand(!redirect.toString().isEmpty(), REDIRECT.key(), "", "must be given with oidc.issuer");
    demand(scopes.contains("openid"), SCOPES.key(), String.join(",", scopes), "must have openid");
    demand(!algorithms.isEmpty(), ALGORITHMS.key(), "", "must be given with oidc.issuer");
    demand(
        clientSecret.isEmpty() || clientSecretFile.isEmpty(),
        CLIENT_SECRET_FILE.key(),
        clientSecretFile,
        "must be left out when oidc.client-secret is given");
    demand(
        !grants.isEmpty(),
        GRANT_VALUE.key(),
        "",
        "must be given for one name at least: without it nobody is let in");
  }

  private static List<RoleGrant> grants(Settings settings) {
    Set<String> names = new TreeSet<>(settings.names(GRANT_VALUE));
    names.addAll(settings.names(GRANT_ROLE));
    names.addAll(settings.names(GRANT_TENANT));
    List<RoleGrant> grants = new ArrayList<>();
    for (String name : names) {
      String value = settings.get(GRANT_VALUE, name);
      Role role = settings.get(GRANT_ROLE, name);
      String tenant = settings.get(GRANT_TENANT, name);
      demand(!value.isEmpty(), GRANT_VALUE.keyFor(name), value, "must be given for a grant");
      demand(
          role.isOfTenant() != tenant.isEmpty(),
          GRANT_TENANT.keyFor(name),
          tenant,
          "must be given for a role of a tenant, and left out for one of the platform");
      grants.add(new RoleGrant(name, value, role, Optional.of(tenant).filter(t -> !t.isEmpty())));
    }
    return grants;
  }

  private static Role role(String word) {
    for (Role role : Role.values()) {
      if (role != Role.SENDER && role.word().equals(word)) {
        return role;
      }
    }
    throw new IllegalArgumentException(word);
  }

  private static SettingType<String> printable(int max) {
    return SettingType.text(
        "up to " + max + " printable characters", Pattern.compile("[\\x21-\\x7e]{0," + max + "}"));
  }

  private static void demand(boolean holds, String key, String value, String rule) {
    if (!holds) {
      throw new InvalidSetting(key, value, rule);
    }
  }
}
