package relay.domain.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static relay.domain.routing.Routes.route;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.control.ControlState;
import relay.domain.control.InvalidField;
import relay.domain.control.Refusal;
import relay.domain.tenancy.StreamBuilder;

class RouteKindTest {
  private static final String FULL =
      "{'order':7,'when':{'everything':false,'recipients':['ann@one.example'],"
          + "'recipient_domains':['one.example','*.two.example'],'providers':['google'],"
          + "'senders':['me@acme.example'],'sender_domains':['acme.example'],'tenants':['acme'],"
          + "'streams':['acme/news'],'headers':{'X-Kind':'a * b'},'size_min':10,'size_max':20,"
          + "'lanes':['bulk']},'targets':{"
          + "'a':{'kind':'smarthost','preference':1,'weight':2,'hosts':['smtp.example:587','[2001:db8::1]'],"
          + "'tls':'required','auth':'plain','user':'me','region':'eu','residency':'eu'},"
          + "'b':{'kind':'http','preference':10,'weight':1,'tls':'auto','auth':'bearer','url':'https://in.example/mail?x=1'},"
          + "'c':{'kind':'file','preference':10,'weight':1,'tls':'auto','auth':'auto','folder':'archive/2026'}},"
          + "'passwords':{'a':'sealed:1:k:x','b':'sealed:1:k:y'}}";

  @Test
  void shouldWriteWhatItRead() {
    MailRoute full = route("r", FULL);

    String written = RouteKind.ROUTE.write(full).toString();

    assertThat(written).isEqualTo(FULL.replace('\'', '"'));
    assertThat(route("r", written)).isEqualTo(full);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                                                                     | targets
          {'targets':{}}                                                         | targets
          {'targets':{'A b':{'kind':'mx'}}}                                      | targets.A b
          {'targets':{'a':{}}}                                                   | targets.a.kind
          {'targets':{'a':{'kind':'pigeon'}}}                                    | targets.a.kind
          {'targets':{'a':{'kind':'smarthost'}}}                                 | targets.a.hosts
          {'targets':{'a':{'kind':'smarthost','hosts':['a b']}}}                 | targets.a.hosts[0]
          {'targets':{'a':{'kind':'smarthost','hosts':['a.example:70000']}}}     | targets.a.hosts[0]
          {'targets':{'a':{'kind':'smarthost','hosts':['a.example,b.example']}}} | targets.a.hosts[0]
          {'targets':{'a':{'kind':'mx','hosts':['a.example']}}}                  | targets.a.hosts
          {'targets':{'a':{'kind':'mx','user':'me'}}}                            | targets.a.user
          {'targets':{'a':{'kind':'mx','weight':-1}}}                            | targets.a.weight
          {'targets':{'a':{'kind':'mx','preference':1.5}}}                       | targets.a.preference
          {'targets':{'a':{'kind':'mx','residency':'mars'}}}                     | targets.a.residency
          {'targets':{'a':{'kind':'http'}}}                                      | targets.a.url
          {'targets':{'a':{'kind':'http','url':'http://in.example/'}}}           | targets.a.url
          {'targets':{'a':{'kind':'http','url':'https://me:pw@in.example/'}}}    | targets.a.url
          {'targets':{'a':{'kind':'http','url':'ftp://localhost/'}}}             | targets.a.url
          {'targets':{'a':{'kind':'http','url':'https://x/','auth':'plain'}}}    | targets.a.auth
          {'targets':{'a':{'kind':'smarthost','hosts':['x'],'auth':'bearer'}}}   | targets.a.auth
          {'targets':{'a':{'kind':'file'}}}                                      | targets.a.folder
          {'targets':{'a':{'kind':'file','folder':'../etc'}}}                    | targets.a.folder
          {'targets':{'a':{'kind':'file','folder':'/etc'}}}                      | targets.a.folder
          {'targets':{'a':{'kind':'file','folder':'a//b'}}}                      | targets.a.folder
          {'targets':{'a':{'kind':'file','folder':'a..b'}}}                      | targets.a.folder
          {'targets':{'a':{'kind':'mx'}},'when':{'headers':{'A:':'x'}}}          | when.headers.A:
          {'targets':{'a':{'kind':'mx'}},'when':{'headers':{'A':''}}}            | when.headers.A
          {'targets':{'a':{'kind':'mx'}},'when':{'headers':{'A':'* *'}}}         | when.headers.A
          {'targets':{'a':{'kind':'mx'}},'when':{'senders':['x']}}               | when.senders[0]
          {'targets':{'a':{'kind':'mx'}},'when':{'recipient_domains':['*']}}     | when.recipient_domains[0]
          {'targets':{'a':{'kind':'mx'}},'when':{'lanes':['fast']}}              | when.lanes[0]
          {'targets':{'a':{'kind':'mx'}},'when':{'size_min':9,'size_max':8}}     | when.size_max
          {'targets':{'a':{'kind':'mx'}},'when':{'streams':['a/b/c']}}           | when.streams[0]
          {'targets':{'a':{'kind':'mx'}},'order':-1}                             | order
          {'targets':{'a':{'kind':'mx'}},'passwords':{'a':'sealed:1:k:x'}}       | passwords.a
          {'targets':{'a':{'kind':'mx'}},'passwords':{'b':'sealed:1:k:x'}}       | passwords.b
          {'targets':{'a':{'kind':'smarthost','hosts':['x'],'user':'u'}}}        | passwords.a
          """)
  void shouldNameTheFieldThatBreaksARule(String json, String field) {
    InvalidField refused = catchThrowableOfType(InvalidField.class, () -> route("r", json));

    assertThat(refused).as(json).isNotNull();
    assertThat(refused.field()).isEqualTo(field);
    assertThat(refused.rule()).startsWith(field.equals("targets.A b") ? "is no name" : "must");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mx", "sandbox", "default", "Upper", "a/b", "-a"})
  void shouldNotTakeANameThatMeansSomethingElse(String id) {
    InvalidField refused =
        catchThrowableOfType(
            InvalidField.class, () -> route(id, "{'targets':{'a':{'kind':'mx'}}}"));

    assertThat(refused.field()).isEqualTo("id");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://x/", "http://localhost:8080/in", "http://127.0.0.1/", "http://[::1]:9/"})
  void shouldTakeHttpToThisMachineAndHttpsToAll(String url) {
    MailRoute route = route("r", "{'targets':{'a':{'kind':'http','url':'" + url + "'}}}");

    assertThat(route.targets().get(0).url().orElseThrow()).hasToString(url);
  }

  @Test
  void shouldSealEachPasswordAnewInItsPlace() {
    MailRoute before = route("r", FULL);

    MailRoute after =
        RouteKind.ROUTE.resealed(before, (text, place) -> "sealed:1:new:" + place.length());

    assertThat(after.passwords())
        .isEqualTo(
            Map.of(
                "a", "sealed:1:new:" + "route r password of a".length(),
                "b", "sealed:1:new:" + "route r password of b".length()));
    assertThat(RouteKind.ROUTE.resealed(before, (text, place) -> text)).isSameAs(before);
  }

  @Test
  void shouldStayAsLongAsAStreamNamesIt() {
    MailRoute route = route("r", FULL);
    var stream = StreamBuilder.aStream("acme", "news").route("r").build();
    ControlState state = ControlState.EMPTY.with(1, List.of(route, stream), List.of());

    assertThat(RouteKind.ROUTE.judgeDelete(state, route))
        .contains(
            new Refusal.Conflict("stream acme/news names this route; change the stream first"));
    assertThat(
            RouteKind.ROUTE.judgeDelete(
                ControlState.EMPTY.with(1, List.of(route), List.of()), route))
        .isEmpty();
  }

  @Test
  void shouldKeepAwayFromATargetWhosePasswordCannotBeRead() {
    MailRoute route = route("r", FULL);
    var book =
        new RouteBook(
            ControlState.EMPTY.with(1, List.of(route), List.of()),
            (text, place) -> {
              throw new relay.domain.secret.SecretUnreadable("the key is missing", null);
            });

    NextHop hop = book.hop(route, route.targets().get(0), "one.example");

    assertThat(((NextHop.Barred) hop).why().toString())
        .isEqualTo("451 4.3.5 The password of target r/a cannot be read: the key is missing");
  }
}
