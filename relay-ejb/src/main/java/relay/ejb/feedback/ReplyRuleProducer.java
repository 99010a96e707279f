package relay.ejb.feedback;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import relay.domain.control.ControlKind;
import relay.domain.control.ControlSource;
import relay.domain.feedback.reply.ReplyRule;
import relay.domain.feedback.reply.ReplyRuleKind;
import relay.domain.feedback.reply.TenantReplyRules;

/** Makes the rules for replies that tenants have of their own. */
@ApplicationScoped
public class ReplyRuleProducer {

  /** Joins the other control objects. */
  @Produces
  @Singleton
  ControlKind<ReplyRule> kind() {
    return ReplyRuleKind.REPLY_RULE;
  }

  @Produces
  @Singleton
  TenantReplyRules rules(ControlSource source) {
    return new TenantReplyRules(source);
  }
}
