export {
  addCartItem,
  changeCart,
  changeCartItem,
  createCart,
  getCart,
  mergeCart,
  quoteCart,
  removeCartItem,
} from './contract/cart.ts'
export {
  orderCancelled,
  orderCreated,
  orderDelivered,
  orderPaid,
  orderPaymentFailed,
  orderShipped,
  partCancelled,
} from './contract/events.ts'
export { getFigures } from './contract/figures.ts'
export { beginPayment, findOrderForMail, findOrderMoney } from './contract/internal.ts'
export {
  cancelOrder,
  createOrder,
  getOrder,
  getOrderHistory,
  listOrders,
  listOwnOrders,
  trackOrder,
} from './contract/order.ts'
export { listPaidOrders } from './contract/paid.ts'
export { beforeOrder, fraudScore } from './contract/points.ts'
export { findPurchase } from './contract/purchase.ts'
export {
  approveReturn,
  findReturnable,
  getReturn,
  getVendorReturn,
  listOwnReturns,
  listVendorReturns,
  orderReturned,
  receiveReturn,
  rejectReturn,
  requestReturn,
  returnApproved,
  returnCompleted,
  returnReasons,
  returnRejected,
  returnRequested,
  returnStates,
} from './contract/return.ts'
export { findSold, listSoldOrders } from './contract/sold.ts'
export { fulfilmentStates, orderStates } from './contract/states.ts'
export {
  cancelVendorOrder,
  deliverVendorOrder,
  getVendorOrder,
  listVendorOrders,
  shipVendorOrder,
} from './contract/vendor-order.ts'
