package relay.domain.user;

import static org.assertj.core.api.Assertions.assertThat;

import relay.domain.administration.ChangeOrder;
import relay.domain.administration.ChangeResult;
import relay.domain.administration.Expectation;
import relay.domain.administration.ObjectDesk;
import relay.domain.administration.ObjectDesks;
import relay.domain.audit.Actor;
import relay.domain.control.ControlJson;
import relay.domain.control.InMemoryControlStore;
import relay.domain.control.Refusal;

/** Makes and changes users as an administrator does, in documents. */
public final class Users {
  private static final ChangeOrder ORDER =
      new ChangeOrder(Expectation.NONE, false, new Actor("admin", "test"));
  private final ObjectDesk objects;

  public Users(InMemoryControlStore store) {
    this.objects = ObjectDesks.over(store);
  }

  /** Whatever becomes of it. */
  public ChangeResult put(String tenant, String id, String document) {
    return objects.put(LocalUser.key(tenant, id), ControlJson.read(document), ORDER);
  }

  /** What must be done. */
  public ChangeResult.Done made(String tenant, String id, String document) {
    return done(put(tenant, id, document));
  }

  public ChangeResult.Done changed(String tenant, String id, String patch) {
    return done(objects.patch(LocalUser.key(tenant, id), ControlJson.read(patch), ORDER));
  }

  public void deleted(String tenant, String id) {
    done(objects.delete(LocalUser.key(tenant, id), ORDER));
  }

  public LocalUser find(String tenant, String id) {
    return (LocalUser) objects.find(LocalUser.key(tenant, id)).orElseThrow();
  }

  /** As everybody may see him. */
  public jakarta.json.JsonObject shown(String tenant, String id) {
    return objects.shown(find(tenant, id));
  }

  /** What his authenticator app holds. */
  public byte[] totpKey(String tenant, String id) {
    LocalUser user = find(tenant, id);
    String place = LocalUser.totpPlace(user.key());
    return ObjectDesks.VAULT.box().open(user.sealedTotp().orElseThrow(), place);
  }

  /** What is wrong with it: field and rule, or the conflict. */
  public static String why(ChangeResult result) {
    assertThat(result).isInstanceOf(ChangeResult.Refused.class);
    Refusal why = ((ChangeResult.Refused) result).why();
    return why instanceof Refusal.Invalid invalid
        ? invalid.field() + " " + invalid.rule()
        : ((Refusal.Conflict) why).why();
  }

  private static ChangeResult.Done done(ChangeResult result) {
    assertThat(result).isInstanceOf(ChangeResult.Done.class);
    return (ChangeResult.Done) result;
  }
}
