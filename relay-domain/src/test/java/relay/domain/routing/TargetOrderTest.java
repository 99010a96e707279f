package relay.domain.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.routing.Routes.route;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;
import relay.domain.mail.ReversePath;

class TargetOrderTest {
  private static final int MAILS = 20_000;
  private final Regions regions = Regions.shipped();

  @Test
  void shouldShareTheMailsByWeight() {
    var targets = targets("'a':{W6},'b':{W3},'c':{W1}");
    Map<String, Integer> first = new HashMap<>();
    Map<String, Integer> second = new HashMap<>();

    for (int i = 0; i < MAILS; i++) {
      List<RouteTarget> order = TargetOrder.of(targets, List.of(), lot("mail" + i));
      first.merge(order.get(0).name(), 1, Integer::sum);
      if (order.get(0).name().equals("a")) {
        second.merge(order.get(1).name(), 1, Integer::sum);
      }
    }

    assertThat(first.get("a")).isBetween(11_600, 12_400);
    assertThat(first.get("b")).isBetween(5_700, 6_300);
    assertThat(first.get("c")).isBetween(1_800, 2_200);
    // who stands in is drawn by weight again: 3 to 1
    assertThat(second.get("b")).isBetween(8_500, 9_500);
  }

  @Test
  void shouldGiveOneMailTheSameOrderEachTime() {
    var targets = targets("'a':{W1},'b':{W1},'c':{W1}");

    for (int i = 0; i < 100; i++) {
      long lot = lot("mail" + i);
      assertThat(TargetOrder.of(targets, List.of(), lot))
          .isEqualTo(TargetOrder.of(targets, List.of(), lot));
    }
  }

  @Test
  void shouldTakeATargetWithoutWeightOnlyWhenNoOtherIsLeft() {
    var targets = targets("'none':{W0},'a':{W1},'b':{W2}");

    for (int i = 0; i < 1000; i++) {
      assertThat(names(TargetOrder.of(targets, List.of(), lot("mail" + i))).get(2))
          .isEqualTo("none");
    }
  }

  @Test
  void shouldPutPreferenceBeforeRegionAndRegionBeforeWeight() {
    var targets =
        targets(
            "'far':{'kind':'mx','preference':1,'region':'asia'},"
                + "'us':{'kind':'mx','preference':2,'region':'us','weight':1000},"
                + "'any':{'kind':'mx','preference':2,'weight':1000},"
                + "'eu':{'kind':'mx','preference':2,'region':'eu'}");

    for (int i = 0; i < 100; i++) {
      List<String> order = names(TargetOrder.of(targets, List.of("de", "eu"), lot("mail" + i)));
      assertThat(order.subList(0, 2)).containsExactly("far", "eu");
      assertThat(order.subList(2, 4)).containsExactlyInAnyOrder("us", "any");
    }
  }

  @Test
  void shouldPutTheCountryBeforeThePartOfTheWorld() {
    var targets =
        targets(
            "'any':{'kind':'mx','weight':1000},"
                + "'eu':{'kind':'mx','region':'eu','weight':1000},"
                + "'fr':{'kind':'mx','region':'fr','weight':1000},"
                + "'de':{'kind':'mx','region':'de'}");

    for (int i = 0; i < 100; i++) {
      List<String> order = names(TargetOrder.of(targets, List.of("de", "eu"), lot("mail" + i)));
      assertThat(order.subList(0, 2)).containsExactly("de", "eu");
    }
  }

  @Test
  void shouldKnowCountriesAndProviders() {
    assertThat(regions.ofCountry("mail.example.de")).contains("eu");
    assertThat(regions.ofCountry("example.jp")).contains("asia");
    assertThat(regions.ofCountry("example.com")).isEmpty();
    assertThat(regions.ofProvider("google")).contains("us");
    assertThat(regions.ofProvider("gmx-webde")).contains("eu");
  }

  @Test
  void shouldAskForTheProviderOnlyWhereTheCountryIsUnknown() {
    MailKeepers keepers =
        domain -> {
          assertThat(domain).isEqualTo("example.com");
          return Optional.of("qq");
        };
    var around = new RouteSurroundings(keepers, regions);

    assertThat(around.regionsOf("example.fr")).containsExactly("fr", "eu");
    assertThat(around.regionsOf("example.com")).containsExactly("asia");
    assertThat(new RouteSurroundings(MailKeepers.UNKNOWN, regions).regionsOf("example.com"))
        .isEmpty();
  }

  private static long lot(String id) {
    return MailFacts.without(MailOwner.of(Lane.BULK), Lane.BULK, ReversePath.NULL, 0, id).lot();
  }

  private static List<String> names(List<RouteTarget> targets) {
    return targets.stream().map(RouteTarget::name).toList();
  }

  private static List<RouteTarget> targets(String json) {
    String written = json.replaceAll("\\{W([0-9])\\}", "{'kind':'mx','weight':$1}");
    return route("r", "{'targets':{" + written + "}}").targets();
  }
}
