package relay.domain.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import relay.domain.Chance;
import relay.domain.mail.Lane;
import relay.domain.tenancy.Stream;
import relay.domain.tenancy.TenancyKinds;
import relay.domain.tenancy.Tenant;

class ControlStateTest {
  private static final Tenant ACME = Tenant.of("acme");
  private static final Tenant SHOP = Tenant.of("shop");
  private static final Stream NEWS = Stream.named("acme", "news", Lane.BULK);
  private static final Stream CODES = Stream.named("acme", "codes", Lane.OTP);
  private static final Stream SHOP_NEWS = Stream.named("shop", "news", Lane.BULK);

  @Test
  void shouldListByKindTenantAndIdInOrder() {
    ControlState state =
        ControlState.EMPTY.with(5, List.of(SHOP_NEWS, NEWS, CODES, SHOP, ACME), List.of());

    assertThat(state.revision()).isEqualTo(5);
    assertThat(state.all(TenancyKinds.TENANT)).containsExactly(ACME, SHOP);
    assertThat(state.all(TenancyKinds.STREAM)).containsExactly(CODES, NEWS, SHOP_NEWS);
    assertThat(state.all(TenancyKinds.STREAM, "acme")).containsExactly(CODES, NEWS);
    assertThat(state.all(TenancyKinds.STREAM, "nobody")).isEmpty();
    assertThat(state.all(TenancyKinds.CREDENTIAL)).isEmpty();
    assertThat(state.all()).containsExactlyInAnyOrder(ACME, SHOP, NEWS, CODES, SHOP_NEWS);
  }

  @Test
  void shouldFindByKeyAndByNameOfAKind() {
    ControlState state = ControlState.EMPTY.with(1, List.of(ACME, NEWS), List.of());

    assertThat(state.find(NEWS.key())).contains(NEWS);
    assertThat(state.find(TenancyKinds.STREAM, "acme", "news")).contains(NEWS);
    assertThat(state.find(TenancyKinds.STREAM, "shop", "news")).isEmpty();
    assertThat(state.find(SHOP_NEWS.key())).isEmpty();
    assertThat(state.find(TenancyKinds.TENANT, "acme", "acme")).contains(ACME);
  }

  /** Whoever holds a state sees nothing of what is changed later. */
  @Test
  void shouldLeaveAnEarlierStateAsItWas() {
    ControlState before = ControlState.EMPTY.with(1, List.of(ACME, NEWS), List.of());

    ControlState after = before.with(2, List.of(CODES), List.of(NEWS.key()));

    assertThat(before.all(TenancyKinds.STREAM)).containsExactly(NEWS);
    assertThat(after.all(TenancyKinds.STREAM)).containsExactly(CODES);
    assertThat(before.revision()).isEqualTo(1);
    assertThat(ControlState.EMPTY.all()).isEmpty();
  }

  @Test
  void shouldPutAndTakeAwayInOneStep() {
    ControlState before = ControlState.EMPTY.with(1, List.of(NEWS), List.of());

    assertThat(before.with(2, List.of(NEWS.withVersion(2)), List.of(NEWS.key())).all()).isEmpty();
    assertThat(before.with(2, List.of(), List.of(CODES.key())).all()).containsExactly(NEWS);
    assertThat(before.with(2, List.of(NEWS.withVersion(2)), List.of()).find(NEWS.key()))
        .contains(NEWS.withVersion(2));
  }

  @Test
  void shouldHoldWhatAMapWouldHoldAfterAnyChanges() {
    Chance.rounds(
        100,
        random -> {
          Map<ControlKey, ControlObject> expected = new HashMap<>();
          ControlState state = ControlState.EMPTY;
          for (int i = 0; i < 30; i++) {
            List<ControlObject> put = new ArrayList<>();
            List<ControlKey> gone = new ArrayList<>();
            String tenant = Chance.oneOf(random, "a", "b");
            Stream stream =
                Stream.named(tenant, "s" + random.nextInt(5), Lane.BULK).withVersion(i + 1L);
            if (random.nextBoolean()) {
              put.add(stream);
              expected.put(stream.key(), stream);
            } else {
              gone.add(stream.key());
              expected.remove(stream.key());
            }
            state = state.with(i, put, gone);
          }

          assertThat(state.all()).containsExactlyInAnyOrderElementsOf(expected.values());
          for (ControlKey key : expected.keySet()) {
            assertThat(state.find(key)).contains(expected.get(key));
          }
        });
  }
}
