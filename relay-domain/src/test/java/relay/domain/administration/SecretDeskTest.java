package relay.domain.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import relay.domain.audit.Actor;
import relay.domain.audit.InMemoryAuditLog;
import relay.domain.configuration.BootSettings;
import relay.domain.configuration.CurrentConfiguration;
import relay.domain.configuration.LiveSettings;
import relay.domain.configuration.LiveSettingsKind;
import relay.domain.control.ControlChange;
import relay.domain.control.ControlKind;
import relay.domain.control.ControlKinds;
import relay.domain.control.ControlOutcome;
import relay.domain.control.ControlStore;
import relay.domain.control.ControlUnavailable;
import relay.domain.control.InMemoryControlStore;
import relay.domain.mail.DomainName;
import relay.domain.secret.InMemoryVault;
import relay.domain.secret.SecretBox;
import relay.domain.signing.SigningAlgorithm;
import relay.domain.tenancy.DomainKey;
import relay.domain.tenancy.DomainState;
import relay.domain.tenancy.KeyState;
import relay.domain.tenancy.SendingDomain;
import relay.domain.tenancy.TenancyKinds;
import relay.domain.tenancy.Tenant;

/** Secrets of two kinds while the master key changes. */
class SecretDeskTest {
  private static final Actor ANN = new Actor("ann", "192.0.2.7");
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final DomainName ACME = DomainName.of("acme.example");
  private static final String PASSWORD = "route.provider.password";
  private static final int KEYS = 5;
  private final ControlKinds kinds = new ControlKinds(kinds());
  private final InMemoryControlStore store = new InMemoryControlStore(kinds);
  private final InMemoryVault vault = new InMemoryVault();
  private final InMemoryAuditLog audit = new InMemoryAuditLog();
  private final SecretDesk desk = desk(store);
  private final CurrentConfiguration current =
      new CurrentConfiguration(
          new BootSettings(Map.of("route.provider.hosts", "mx.provider.example"), Map.of()),
          store,
          () -> vault);

  @BeforeEach
  void keepSecrets() {
    List<ControlChange> changes = new ArrayList<>();
    changes.add(new ControlChange.Create(Tenant.of("acme")));
    changes.add(
        new ControlChange.Create(
            new SendingDomain("acme", ACME, 0, DomainState.PENDING, "token", Optional.empty())));
    for (int i = 0; i < KEYS; i++) {
      changes.add(new ControlChange.Create(key("s" + i)));
    }
    changes.add(new ControlChange.Create(key("gone").in(KeyState.REMOVED, NOON)));
    store.apply(changes, ANN);
    SettingsDesk settings = new SettingsDesk(store, current, InstantSource.fixed(NOON));
    ChangeOrder now = new ChangeOrder(Expectation.NONE, false, ANN);
    Map<String, Optional<String>> login = new TreeMap<>();
    login.put("route.provider.user", Optional.of("relay"));
    login.put(PASSWORD, Optional.of("first"));
    assertThat(settings.change(login, now)).isInstanceOf(ChangeResult.Done.class);
    assertThat(settings.change(Map.of(PASSWORD, Optional.of("second")), now))
        .isInstanceOf(ChangeResult.Done.class);
  }

  @Test
  void shouldSealEverythingWithANewKeySoThatTheOldOneCanGo() {
    String old = vault.newestKey();
    assertThat(desk.standing()).isEqualTo(new SecretDesk.Standing(old, KEYS + 1, 0, List.of()));

    SecretDesk.Standing standing = desk.rotate(ANN);
    vault.forgetOldKeys();

    assertThat(standing)
        .isEqualTo(new SecretDesk.Standing(vault.newestKey(), KEYS + 1, 0, List.of()));
    assertThat(standing.newestKey()).isNotEqualTo(old);
    assertThat(desk.standing()).isEqualTo(standing);
    for (int i = 0; i < KEYS; i++) {
      assertThat(opened("s" + i)).isEqualTo("pem of s" + i);
    }
    assertThat(live().texts().get("route.provider.user")).isEqualTo("relay");
    assertThat(current.with(live().texts())).isNotNull();
    assertThat(current.with(live().textsAt(1).orElseThrow()))
        .as("the version before can be gone back to")
        .isNotNull();
  }

  @Test
  void shouldBeInTheAudit() {
    String old = vault.newestKey();
    int before = store.audit().size();

    desk.rotate(ANN);

    assertThat(audit.from(0, 10))
        .extracting(e -> e.event().actor().name() + " " + e.event().action())
        .containsExactly("ann rotate", "ann rotated");
    assertThat(audit.from(0, 10).get(0).event().before()).isEqualTo("key " + old);
    assertThat(store.audit().subList(before, store.audit().size()))
        .hasSize(KEYS + 1)
        .allMatch(line -> line.startsWith("ann replace "));
  }

  @Test
  void shouldDoNothingWhenEverythingIsSealedWithTheNewestKey() {
    desk.rotate(ANN);
    int before = store.audit().size();

    desk.reseal(ANN);

    assertThat(store.audit()).hasSize(before);
  }

  /** The process dies after each change; whoever comes next goes on. */
  @Test
  void shouldGoOnAfterACrashInTheMiddle() {
    for (int survived = 0; survived <= KEYS; survived++) {
      vault.rotate();
      Dying dying = new Dying(survived);
      assertThatThrownBy(() -> desk(dying).reseal(ANN)).isInstanceOf(Death.class);
      assertThat(desk.standing().outdated()).isEqualTo(KEYS + 1 - survived);
      for (int i = 0; i < KEYS; i++) {
        assertThat(opened("s" + i)).as("still signs").isEqualTo("pem of s" + i);
      }

      assertThat(desk.reseal(ANN).outdated()).isZero();
    }
  }

  @Test
  void shouldTakeWhatSomebodyElseChangedMeanwhileInTheNextPass() {
    vault.rotate();
    ControlStore slow =
        new ControlStore() {
          private boolean interfered;

          @Override
          public ControlOutcome apply(List<ControlChange> changes, Actor by) {
            var object = store.state().find(changes.get(0).key()).orElseThrow();
            if (!interfered && object instanceof DomainKey key) {
              interfered = true;
              store.apply(
                  new ControlChange.Replace(key.in(KeyState.PUBLISHED, NOON)),
                  new Actor("bob", ""));
            }
            return store.apply(changes, by);
          }

          @Override
          public ControlOutcome preview(List<ControlChange> changes) {
            return store.preview(changes);
          }
        };

    assertThat(desk(slow).reseal(ANN).outdated()).isZero();

    assertThat(store.state().all(TenancyKinds.DKIM_KEY))
        .filteredOn(k -> k.state() == KeyState.PUBLISHED)
        .hasSize(1);
  }

  @Test
  void shouldNameWhatNoKeyOpensAndSealTheRest() {
    DomainKey key = (DomainKey) store.state().find(DomainKey.key("acme", ACME, "s0")).orElseThrow();
    String torn = vault.box().seal(new byte[9], "elsewhere");
    store.apply(new ControlChange.Replace(key.resealed((text, place) -> torn)), ANN);
    vault.rotate();

    assertThat(desk.reseal(ANN))
        .isEqualTo(
            new SecretDesk.Standing(vault.newestKey(), KEYS + 1, 0, List.of(key.key().toString())));
    vault.rotate();
    vault.forgetOldKeys();
    assertThat(desk.standing().unreadable()).hasSize(KEYS + 1);
  }

  @Test
  void shouldChangeNoKeyWhichASettingGivesButSealWithIt() {
    vault.rotate();
    vault.fix();

    assertThatThrownBy(() -> desk.rotate(ANN)).isInstanceOf(IllegalStateException.class);
    assertThat(audit.from(0, 10)).isEmpty();
    assertThat(desk.reseal(ANN).outdated()).isZero();
  }

  @Test
  void shouldSayThatTheDatabaseIsDownAndLeaveEverythingReadable() {
    vault.rotate();
    store.setDown(true);

    assertThatThrownBy(() -> desk.reseal(ANN)).isInstanceOf(ControlUnavailable.class);

    assertThat(opened("s0")).isEqualTo("pem of s0");
  }

  private SecretDesk desk(ControlStore over) {
    return new SecretDesk(over, store, kinds, () -> vault, audit, InstantSource.fixed(NOON));
  }

  private DomainKey key(String selector) {
    var key = DomainKey.key("acme", ACME, selector);
    String sealed =
        vault
            .box()
            .seal(("pem of " + selector).getBytes(StandardCharsets.UTF_8), DomainKey.place(key));
    return DomainKey.made(key, ACME, SigningAlgorithm.RSA_SHA256, "v=DKIM1; p=x", sealed, NOON);
  }

  private String opened(String selector) {
    var key = (DomainKey) store.state().find(DomainKey.key("acme", ACME, selector)).orElseThrow();
    SecretBox box = vault.box();
    return new String(
        box.open(key.sealed().orElseThrow(), DomainKey.place(key.key())), StandardCharsets.UTF_8);
  }

  private LiveSettings live() {
    return (LiveSettings) store.state().find(LiveSettings.KEY).orElseThrow();
  }

  private static List<ControlKind<?>> kinds() {
    List<ControlKind<?>> all = new ArrayList<>(TenancyKinds.ALL);
    all.add(new LiveSettingsKind());
    return all;
  }

  /** A store whose process dies after some changes. */
  private final class Dying implements ControlStore {
    private int left;

    Dying(int changes) {
      this.left = changes;
    }

    @Override
    public ControlOutcome apply(List<ControlChange> changes, Actor by) {
      if (left-- == 0) {
        throw new Death();
      }
      return store.apply(changes, by);
    }

    @Override
    public ControlOutcome preview(List<ControlChange> changes) {
      return store.preview(changes);
    }
  }

  /** Stands for the end of the process. */
  private static final class Death extends Error {}
}
