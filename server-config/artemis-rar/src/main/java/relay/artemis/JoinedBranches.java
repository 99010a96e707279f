package relay.artemis;

import java.util.Map;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import org.apache.activemq.artemis.service.extensions.xa.ActiveMQXAResourceWrapper;
import org.apache.activemq.artemis.service.extensions.xa.ActiveMQXAResourceWrapperFactory;
import org.apache.activemq.artemis.service.extensions.xa.ActiveMQXAResourceWrapperImpl;

/**
 * Lets two sessions of one broker share a transaction branch. The stock wrapper hides the session
 * from {@link XAResource#isSameRM}, so that a receive and a send in one transaction become two
 * branches with two prepares; with this one the transaction manager joins them and commits in one
 * phase.
 */
public final class JoinedBranches implements ActiveMQXAResourceWrapperFactory {

  @Override
  public ActiveMQXAResourceWrapper wrap(XAResource resource, Map<String, Object> properties) {
    return new Branch(resource, properties);
  }

  /** A session's resource that knows the broker it belongs to. */
  static final class Branch extends ActiveMQXAResourceWrapperImpl {
    private final Object node;

    Branch(XAResource resource, Map<String, Object> properties) {
      super(resource, properties);
      this.node = properties.get(ActiveMQXAResourceWrapper.ACTIVEMQ_NODE_ID);
    }

    @Override
    public boolean isSameRM(XAResource other) throws XAException {
      if (other instanceof Branch branch) {
        return node != null && node.equals(branch.node);
      }
      return super.isSameRM(other);
    }
  }
}
