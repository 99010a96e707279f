package relay.domain.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import relay.domain.mail.MailOwner;

class AccessRulesTest {
  private static final Optional<String> ACME = Optional.of("acme");
  private static final Optional<String> OTHER = Optional.of("other");
  private static final Optional<String> NO_TENANT = Optional.empty();
  private static final Identity ADMIN = Identity.ofPlatform("admin", Role.PLATFORM_ADMINISTRATOR);
  private static final Identity OPERATOR = Identity.ofPlatform("olga", Role.OPERATOR);
  private static final Identity SENDER =
      new Identity("c-1", Set.of(Role.SENDER), ACME, Optional.of("c-1"));

  @ParameterizedTest
  @EnumSource(Right.class)
  void shouldLetThePlatformAdministratorDoAllButHandInMail(Right right) {
    assertThat(AccessRules.judge(ADMIN, right, ACME, false) instanceof AccessVerdict.Allowed)
        .isEqualTo(right != Right.HAND_IN_MAIL);
  }

  @ParameterizedTest
  @EnumSource(Right.class)
  void shouldHideOtherTenantsFromEverybodyOfATenant(Right right) {
    for (Role role : Role.values()) {
      if (role.isOfTenant()) {
        assertThat(AccessRules.judge(of(role), right, OTHER, true))
            .as(role.word())
            .isInstanceOf(AccessVerdict.Hidden.class);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Right.class)
  void shouldLetNobodyOfATenantReachEverything(Right right) {
    for (Role role : Role.values()) {
      AccessVerdict verdict = AccessRules.judge(of(role), right, NO_TENANT, true);
      if (role.isOfTenant()
          && right != Right.BE_HERE
          && verdict instanceof AccessVerdict.Allowed a) {
        assertThat(a.permit().reach()).isLessThan(Reach.EVERYTHING);
        assertThat(a.permit().tenant()).isEqualTo(ACME);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Right.class)
  void shouldDenyEverythingToWhoHasNoRole(Right right) {
    Identity nobody = new Identity("c-2", Set.of(), ACME, Optional.of("c-2"));

    assertThat(AccessRules.judge(nobody, right, ACME, true))
        .isInstanceOf(AccessVerdict.Denied.class);
  }

  @ParameterizedTest
  @CsvSource({
    "OPERATE, true",
    "OBSERVE, true",
    "READ_MAIL, true",
    "READ_TENANTS, true",
    "READ_AUDIT, true",
    "CHANGE_OBJECTS, false",
    "ADMINISTER, false",
    "HAND_IN_MAIL, false"
  })
  void shouldLetTheOperatorKeepMailFlowingAndChangeNoTenant(Right right, boolean allowed) {
    assertThat(AccessRules.judge(OPERATOR, right, ACME, false) instanceof AccessVerdict.Allowed)
        .isEqualTo(allowed);
  }

  @Test
  void shouldDenyAListOfThePlatformThatLeavesNothingOut() {
    Identity reader = of(Role.TENANT_READER);

    assertThat(AccessRules.judge(reader, Right.READ_TENANTS, NO_TENANT, false))
        .isInstanceOf(AccessVerdict.Denied.class);
    assertThat(AccessRules.judge(reader, Right.READ_TENANTS, NO_TENANT, true))
        .isInstanceOf(AccessVerdict.Allowed.class);
    assertThat(AccessRules.judge(reader, Right.READ_TENANTS, ACME, false))
        .isInstanceOf(AccessVerdict.Allowed.class);
  }

  @Test
  void shouldDenyASenderWhatDoesNotNarrowToHisOwnMail() {
    assertThat(AccessRules.judge(SENDER, Right.READ_MAIL, ACME, false))
        .isInstanceOf(AccessVerdict.Denied.class);
  }

  @Test
  void shouldTakeTheWidestOfSeveralRoles() {
    Identity both =
        new Identity("c-1", Set.of(Role.SENDER, Role.TENANT_READER), ACME, Optional.of("c-1"));

    Permit permit = allowed(both, Right.READ_MAIL);

    assertThat(permit.reach()).isEqualTo(Reach.OWN_TENANT);
    assertThat(permit.credential()).isEmpty();
    assertThat(permit.covers(new MailOwner("acme", "bulk", "c-9"))).isTrue();
  }

  @Test
  void shouldCoverOnlyTheMailOfTheOwnCredentialForASender() {
    Permit permit = allowed(SENDER, Right.READ_MAIL);

    assertThat(permit.covers(new MailOwner("acme", "bulk", "c-1"))).isTrue();
    assertThat(permit.covers(new MailOwner("acme", "bulk", "c-2"))).isFalse();
    assertThat(permit.covers(new MailOwner("acme", "bulk", ""))).isFalse();
    assertThat(permit.covers(new MailOwner("other", "bulk", "c-1"))).isFalse();
  }

  @Test
  void shouldCoverAllMailForThePlatform() {
    Permit permit = allowed(OPERATOR, Right.READ_MAIL);

    assertThat(permit.tenant()).isEmpty();
    assertThat(permit.covers(new MailOwner("other", "bulk", ""))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "streams, CHANGE_OBJECTS, READ_TENANTS",
    "domains, CHANGE_OBJECTS, READ_TENANTS",
    "credentials, CHANGE_OBJECTS, READ_TENANTS",
    "users, CHANGE_OBJECTS, READ_TENANTS",
    "client-ranges, ADMINISTER, READ_TENANTS",
    "inbound-domains, ADMINISTER, READ_TENANTS",
    "secrets-of-tomorrow, ADMINISTER, OBSERVE"
  })
  void shouldLeaveToThePlatformWhatATenantDoesNotManageItself(
      String collection, Right change, Right read) {
    assertThat(Right.CHANGE_OBJECTS.over(collection)).isEqualTo(change);
    assertThat(Right.READ_TENANTS.over(collection)).isEqualTo(read);
  }

  @Test
  void shouldRefuseRolesThatDoNotFitTheTenant() {
    assertThatThrownBy(() -> Identity.ofPlatform("x", Role.TENANT_READER))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Identity.ofTenant("x", Role.OPERATOR, "acme"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Identity of(Role role) {
    return role.isOfTenant()
        ? new Identity("somebody", Set.of(role), ACME, Optional.of("c-1"))
        : Identity.ofPlatform("somebody", role);
  }

  private static Permit allowed(Identity who, Right right) {
    return ((AccessVerdict.Allowed) AccessRules.judge(who, right, NO_TENANT, true)).permit();
  }
}
