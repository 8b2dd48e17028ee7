import { fileURLToPath } from 'node:url'
import { service } from '@rialto/core'
import {
  beforeOrder,
  fraudScore,
  orderCancelled,
  orderCreated,
  orderDelivered,
  orderPaid,
  orderPaymentFailed,
  orderReturned,
  orderShipped,
  partCancelled,
  returnApproved,
  returnCompleted,
  returnRejected,
  returnRequested,
} from './contract.ts'
import addCartItem from './features/add-cart-item.ts'
import approveReturn from './features/approve-return.ts'
import beginPayment from './features/begin-payment.ts'
import cancelOrder from './features/cancel-order.ts'
import cancelVendorOrder from './features/cancel-vendor-order.ts'
import changeCart from './features/change-cart.ts'
import changeCartItem from './features/change-cart-item.ts'
import { checks } from './features/check-books.ts'
import createCart from './features/create-cart.ts'
import createOrder from './features/create-order.ts'
import deliverVendorOrder from './features/deliver-vendor-order.ts'
import endTimeToPay from './features/end-time-to-pay.ts'
import findOrderForMail from './features/find-order-for-mail.ts'
import findOrderMoney from './features/find-order-money.ts'
import findPurchase from './features/find-purchase.ts'
import findReturnable from './features/find-returnable.ts'
import findSold from './features/find-sold.ts'
import getCart from './features/get-cart.ts'
import getFigures from './features/get-figures.ts'
import getOrder from './features/get-order.ts'
import getOrderHistory from './features/get-order-history.ts'
import getReturn from './features/get-return.ts'
import getVendorOrder from './features/get-vendor-order.ts'
import getVendorReturn from './features/get-vendor-return.ts'
import {
  abandonCarts,
  dropOldQuotes,
  eraseOldComments,
  eraseOldContacts,
  makePartitionsAhead,
} from './features/keep-house.ts'
import type { OrderPorts } from './features/limits.ts'
import listOrders from './features/list-orders.ts'
import listOwnOrders from './features/list-own-orders.ts'
import listOwnReturns from './features/list-own-returns.ts'
import listPaidOrders from './features/list-paid-orders.ts'
import listSoldOrders from './features/list-sold-orders.ts'
import listVendorOrders from './features/list-vendor-orders.ts'
import listVendorReturns from './features/list-vendor-returns.ts'
import mergeCart from './features/merge-cart.ts'
import { onPaymentMoved } from './features/on-payment-moved.ts'
import { onRefundMoved } from './features/on-refund-moved.ts'
import quoteCart from './features/quote-cart.ts'
import receiveReturn from './features/receive-return.ts'
import rejectReturn from './features/reject-return.ts'
import removeCartItem from './features/remove-cart-item.ts'
import requestReturn from './features/request-return.ts'
import shipVendorOrder from './features/ship-vendor-order.ts'
import trackOrder from './features/track-order.ts'
import { createOrderOperation } from './operations.ts'
import { openOrderPorts } from './ports.ts'

export default service<OrderPorts>({
  name: 'order-service',
  directory: fileURLToPath(new URL('.', import.meta.url)),
  features: [
    createCart,
    getCart,
    addCartItem,
    changeCartItem,
    removeCartItem,
    changeCart,
    quoteCart,
    mergeCart,
    createOrder,
    trackOrder,
    getOrder,
    getOrderHistory,
    listOwnOrders,
    listOrders,
    getFigures,
    cancelOrder,
    listVendorOrders,
    getVendorOrder,
    shipVendorOrder,
    deliverVendorOrder,
    cancelVendorOrder,
    findReturnable,
    requestReturn,
    listOwnReturns,
    getReturn,
    listVendorReturns,
    getVendorReturn,
    approveReturn,
    rejectReturn,
    receiveReturn,
    beginPayment,
    findOrderMoney,
    findOrderForMail,
    findPurchase,
    findSold,
    listPaidOrders,
    listSoldOrders,
  ],
  events: [
    orderCreated,
    orderPaid,
    orderPaymentFailed,
    orderCancelled,
    partCancelled,
    orderShipped,
    orderDelivered,
    returnRequested,
    returnApproved,
    returnRejected,
    returnCompleted,
    orderReturned,
  ],
  consumers: [onPaymentMoved, onRefundMoved],
  jobs: [endTimeToPay, abandonCarts, eraseOldContacts, eraseOldComments, dropOldQuotes, makePartitionsAhead],
  operations: [createOrderOperation],
  checks,
  outboxes: ['order_outbox'],
  points: [beforeOrder, fraudScore],
  openPorts: openOrderPorts,
})
