package relay.domain.reception;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import relay.domain.authentication.ChannelBinding;
import relay.domain.authentication.Mechanism;
import relay.domain.authentication.ScramKeys;
import relay.domain.mail.Lane;
import relay.domain.secret.PasswordHash;
import relay.domain.settings.InvalidSetting;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;
import relay.domain.settings.Settings;

/**
 * The users of the settings file, and what a login may cost.
 *
 * @param mechanisms of AUTH that are offered where they work
 * @param channelBindings of which a session must have one for SCRAM-SHA-256-PLUS
 * @param breachedPasswords file of passwords that nobody may choose; empty: none
 * @param hashCost of new passwords, and of the work spent on user names that do not exist
 * @param scramIterations of new SCRAM keys, and told to user names that do not exist
 * @param verifiers password verifications at a time; each takes the memory of the hash
 * @param verifierWait how long a login waits for a free one
 * @param rememberFor how long a login is remembered after its last use
 * @param entriesMax bound of each memory: good logins, bad logins, failing addresses and accounts
 * @param failuresFree failures of an address or account before it has to wait
 * @param firstDelay the first wait; doubles with each failure
 * @param lockOut the longest wait
 * @param forgetAfter time without a failure after which earlier ones are forgotten
 */
public record AccountSettings(
    List<Account> users,
    List<Mechanism> mechanisms,
    List<ChannelBinding> channelBindings,
    String breachedPasswords,
    PasswordHash.Cost hashCost,
    int scramIterations,
    int verifiers,
    Duration verifierWait,
    Duration rememberFor,
    int entriesMax,
    int failuresFree,
    Duration firstDelay,
    Duration lockOut,
    Duration forgetAfter) {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration DAY = Duration.ofDays(1);

  static final Setting<Optional<PasswordHash>> PASSWORD_HASH =
      new Setting<>(
          "user.*.password-hash",
          SettingType.of(
              "an Argon2id hash in PHC form ($argon2id$v=19$...)",
              t -> t.isEmpty() ? Optional.empty() : Optional.of(PasswordHash.parse(t))),
          "",
          "The password of a user who may hand in mail to anywhere, as an Argon2id hash.");
  static final Setting<Optional<ScramKeys>> SCRAM_KEYS =
      new Setting<>(
          "user.*.scram-keys",
          SettingType.of(
              "SCRAM-SHA-256$iterations:salt$stored:server, as relay auth hash makes it",
              t -> t.isEmpty() ? Optional.empty() : Optional.of(ScramKeys.parse(t))),
          "",
          "What AUTH SCRAM-SHA-256 needs of the same password; without it this user logs in with"
              + " PLAIN or LOGIN.");
  static final Setting<List<String>> IDENTITIES =
      new Setting<>(
          "user.*.identities",
          SettingType.listOf(
              SettingType.text(
                  "sha256:FINGERPRINT, email:ADDRESS or dns:NAME of a client certificate, or"
                      + " token:ISSUER/SUBJECT",
                  Pattern.compile(
                      "sha256:[0-9a-f]{64}|email:[^\\s,A-Z]{3,254}|dns:[a-z0-9.*_-]{1,253}|token:[a-z0-9.-]{1,253}/[^\\s,]{1,256}")),
              32),
          "",
          "Client certificates and token subjects that are this user, in lower case; email and dns"
              + " count only for certificates signed by the listener's client-authorities.");
  static final Setting<String> LOGIN_NAME =
      new Setting<>(
          "user.*.login-name",
          SettingType.text("1 to 128 characters without control characters", loginName()),
          "",
          "The user name that the client gives, in any case; empty: the name in the key.");
  static final Setting<Optional<Lane>> LANE =
      new Setting<>(
          "user.*.lane",
          SettingType.of(
              "otp, transactional, bulk or empty",
              t ->
                  t.isEmpty()
                      ? Optional.empty()
                      : Optional.of(SettingType.oneOf(Lane.class).read(t))),
          "",
          "The lane of this user's mail unless a mail names one; empty: reception.default-lane.");
  static final Setting<List<Mechanism>> MECHANISMS =
      new Setting<>(
          "login.mechanisms",
          SettingType.listOf(
              SettingType.of(
                  "plain, login, scram-sha-256, scram-sha-256-plus, oauthbearer, xoauth2 or"
                      + " external",
                  t -> Mechanism.named(t).orElseThrow(IllegalArgumentException::new)),
              Mechanism.values().length),
          "plain,login,scram-sha-256,scram-sha-256-plus,oauthbearer,xoauth2,external",
          "Mechanisms of AUTH; each is offered only where it works: scram-sha-256 when all users"
              + " with a password have SCRAM keys, scram-sha-256-plus then under TLS as"
              + " login.channel-bindings says, oauthbearer and xoauth2 with a token issuer,"
              + " external to a client with a certificate.");
  // libgsasl (msmtp, mutt) takes -PLUS wherever it sees it, knows no tls-server-end-point, and does
  // not fall back: where we have nothing else, offering it would lock those clients out.
  static final Setting<List<ChannelBinding>> CHANNEL_BINDINGS =
      new Setting<>(
          "login.channel-bindings",
          SettingType.listOf(
              SettingType.of(
                  "tls-exporter or tls-server-end-point",
                  t -> ChannelBinding.named(t).orElseThrow(IllegalArgumentException::new)),
              ChannelBinding.values().length),
          "tls-exporter",
          "SCRAM-SHA-256-PLUS is offered in sessions that have one of these, and then takes any"
              + " that the session has. tls-exporter needs TLS 1.3 and a relay on Java 25 or later;"
              + " tls-server-end-point is there in every TLS session, but msmtp and others know"
              + " only the first and fail.");
  static final Setting<String> BREACHED_PASSWORDS =
      new Setting<>(
          "login.breached-passwords",
          SettingType.path(),
          "",
          "File of passwords that nobody may choose: SHA-1 hashes in hexadecimal, one a line and"
              + " sorted, as Have I Been Pwned gives them out; searched on disk, read anew when it"
              + " is replaced; empty: none.");
  static final Setting<Integer> HASH_MEMORY_KIB =
      new Setting<>(
          "login.hash-memory-kib",
          SettingType.integer(64, 262_144),
          "19456",
          "Memory in KiB of the Argon2id hash of new passwords.");
  static final Setting<Integer> HASH_PASSES =
      new Setting<>(
          "login.hash-passes",
          SettingType.integer(1, 16),
          "2",
          "Passes of the Argon2id hash of new passwords.");
  static final Setting<Integer> HASH_LANES =
      new Setting<>(
          "login.hash-lanes",
          SettingType.integer(1, 8),
          "1",
          "Parallelism of the Argon2id hash of new passwords.");
  static final Setting<Integer> SCRAM_ITERATIONS =
      new Setting<>(
          "login.scram-iterations",
          SettingType.integer(ScramKeys.ITERATIONS_MIN, ScramKeys.ITERATIONS_MAX),
          "100000",
          "Iterations of new SCRAM keys, which each client has to compute; also told to unknown"
              + " users, so keys made with another number give away that their user exists.");
  static final Setting<Integer> VERIFIERS =
      new Setting<>(
          "login.verifiers",
          SettingType.integer(1, 64),
          "2",
          "Passwords verified at a time; each takes a processor and the memory of its hash.");
  static final Setting<Duration> VERIFIER_WAIT =
      new Setting<>(
          "login.verifier-wait",
          SettingType.duration(Duration.ZERO, Duration.ofSeconds(30)),
          "3s",
          "How long a login waits for a free verifier before the client is told to come back.");
  static final Setting<Duration> REMEMBER_FOR =
      new Setting<>(
          "login.remember-for",
          SettingType.duration(Duration.ZERO, DAY),
          "5m",
          "How long a login need not be verified again after its last use from the same address; a"
              + " changed password counts at once.");
  static final Setting<Integer> ENTRIES_MAX =
      new Setting<>(
          "login.entries-max",
          SettingType.integer(100, 1_000_000),
          "10000",
          "Most logins, failing addresses and failing accounts that are remembered, each.");
  static final Setting<Integer> FAILURES_FREE =
      new Setting<>(
          "login.failures-free",
          SettingType.integer(1, 1000),
          "5",
          "Failed logins of an address or of an account before it has to wait; the same wrong"
              + " password again is one failure.");
  static final Setting<Duration> FIRST_DELAY =
      new Setting<>(
          "login.first-delay",
          SettingType.duration(SECOND, Duration.ofHours(1)),
          "1s",
          "The first wait of a failing address or account; it doubles with each further failure.");
  static final Setting<Duration> LOCK_OUT =
      new Setting<>(
          "login.lock-out",
          SettingType.duration(SECOND, DAY),
          "15m",
          "The longest wait of a failing address or account.");
  static final Setting<Duration> FORGET_AFTER =
      new Setting<>(
          "login.forget-after",
          SettingType.duration(SECOND, Duration.ofDays(30)),
          "1h",
          "Failures are forgotten after this time without a new one.");

  public static final List<Setting<?>> ALL =
      List.of(
          PASSWORD_HASH,
          SCRAM_KEYS,
          IDENTITIES,
          LOGIN_NAME,
          LANE,
          MECHANISMS,
          CHANNEL_BINDINGS,
          BREACHED_PASSWORDS,
          HASH_MEMORY_KIB,
          HASH_PASSES,
          HASH_LANES,
          SCRAM_ITERATIONS,
          VERIFIERS,
          VERIFIER_WAIT,
          REMEMBER_FOR,
          ENTRIES_MAX,
          FAILURES_FREE,
          FIRST_DELAY,
          LOCK_OUT,
          FORGET_AFTER);

  public AccountSettings {
    users = List.copyOf(users);
    mechanisms = List.copyOf(mechanisms);
    channelBindings = List.copyOf(channelBindings);
  }

  /**
   * @throws InvalidSetting also for a user without a password and for a login name given twice
   */
  public static AccountSettings from(Settings settings) {
    return new AccountSettings(
        usersIn(settings),
        settings.get(MECHANISMS),
        settings.get(CHANNEL_BINDINGS),
        settings.get(BREACHED_PASSWORDS),
        new PasswordHash.Cost(
            settings.get(HASH_MEMORY_KIB), settings.get(HASH_PASSES), settings.get(HASH_LANES)),
        settings.get(SCRAM_ITERATIONS),
        settings.get(VERIFIERS),
        settings.get(VERIFIER_WAIT),
        settings.get(REMEMBER_FOR),
        settings.get(ENTRIES_MAX),
        settings.get(FAILURES_FREE),
        settings.get(FIRST_DELAY),
        settings.get(LOCK_OUT),
        settings.get(FORGET_AFTER));
  }

  private static List<Account> usersIn(Settings settings) {
    Set<String> names = new TreeSet<>(settings.names(PASSWORD_HASH));
    names.addAll(settings.names(SCRAM_KEYS));
    names.addAll(settings.names(IDENTITIES));
    names.addAll(settings.names(LOGIN_NAME));
    names.addAll(settings.names(LANE));
    List<Account> users = new ArrayList<>();
    Set<String> loginNames = new HashSet<>();
    Set<String> identities = new HashSet<>();
    for (String name : names) {
      Account user = userIn(settings, name);
      if (!loginNames.add(user.loginName())) {
        throw new InvalidSetting(
            LOGIN_NAME.keyFor(name), user.loginName(), "is the login name of another user too");
      }
      for (String identity : user.identities()) {
        if (!identities.add(identity)) {
          throw new InvalidSetting(
              IDENTITIES.keyFor(name), identity, "is an identity of another user too");
        }
      }
      users.add(user);
    }
    return users;
  }

  private static Account userIn(Settings settings, String name) {
    Optional<PasswordHash> password = settings.get(PASSWORD_HASH, name);
    Set<String> identities = Set.copyOf(settings.get(IDENTITIES, name));
    Optional<ScramKeys> scram = settings.get(SCRAM_KEYS, name);
    if (password.isEmpty() && scram.isEmpty() && identities.isEmpty()) {
      throw new InvalidSetting(
          PASSWORD_HASH.keyFor(name),
          "",
          "must be given; a user needs a password, SCRAM keys or identities");
    }
    String loginName = settings.get(LOGIN_NAME, name);
    return new Account(
        name,
        loginName.isEmpty() ? name : loginName,
        password,
        scram,
        identities,
        new AuthenticatedUser(name, settings.get(LANE, name)));
  }

  private static Pattern loginName() {
    return Pattern.compile("[^\\p{Cntrl}]{0,128}");
  }
}
