// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { AccessManaged } from "@openzeppelin/contracts/access/manager/AccessManaged.sol";

import { DepositBook } from "./deposits/DepositBook.sol";
import { DepositPayments } from "./deposits/DepositPayments.sol";
import { DepositRequests } from "./deposits/DepositRequests.sol";
import { DepositRules } from "./deposits/DepositRules.sol";
import { IBitcoinRelay } from "./interfaces/IBitcoinRelay.sol";
import { IEntanglementManager } from "./interfaces/IEntanglementManager.sol";
import { IQpBTC } from "./interfaces/IQpBTC.sol";
import { IStakerRegistry } from "./interfaces/IStakerRegistry.sol";
import { BridgeAccounting } from "./libraries/BridgeAccounting.sol";
import { Proof } from "./types/BitcoinTypes.sol";
import { BridgeParams, DepositState } from "./types/BridgeTypes.sol";

/// @title EntanglementManager
/// @notice See `IEntanglementManager` for what it promises.
/// @dev How a deposit ends; how it begins stands in `DepositRequests`. Effects stand before calls that hand over control.
/// The modules called in between (relay, registry, selector, token) are immutable parts of this system and call nobody
/// outside it but the price feed, by a static call; coins move only in the last step of a function.
contract EntanglementManager is DepositPayments, DepositRequests {
    address public immutable qpBTC;

    /// @param authority access manager
    /// @param feeRecipient_ see `setFeeRecipient`
    constructor(
        address authority,
        address relay_,
        address registry_,
        address selector_,
        address qpBTC_,
        address feeRecipient_,
        BridgeParams memory params_
    )
        AccessManaged(authority)
        DepositBook(relay_, registry_)
        DepositRules(params_, feeRecipient_)
        // Neither can ever change there, so they are read once.
        DepositPayments(IBitcoinRelay(relay_).minBlockWork())
        DepositRequests(selector_, IStakerRegistry(registry_).MIN_ACTIVE_STAKERS())
    {
        if (relay_ == address(0) || registry_ == address(0) || selector_ == address(0) || qpBTC_ == address(0)) {
            revert EntanglementManager_AddressZero();
        }
        qpBTC = qpBTC_;
    }

    /// @inheritdoc IEntanglementManager
    function executeDeposit(uint256 reqId, uint8 share, Proof[] calldata proofs) external {
        Deposit storage deposit = _known(reqId, share);
        DepositState state = deposit.state;
        if (state != DepositState.Assigned && state != DepositState.Expired) {
            revert EntanglementManager_WrongState(reqId, share, state);
        }
        uint64 paid = _consumePayments(reqId, deposit, proofs);
        uint64 sats = deposit.sats;
        if (paid < sats) revert EntanglementManager_Underpaid(paid, sats);

        deposit.state = DepositState.Minted;
        // Expired has given its reservation back: what is minted then needs free capacity, like any excess.
        uint64 reserved = state == DepositState.Assigned ? sats : 0;
        _mint(reqId, deposit, reserved, paid);
    }

    /// @inheritdoc IEntanglementManager
    function expireDeposit(uint256 reqId, uint8 share) external {
        Deposit storage deposit = _known(reqId, share);
        DepositState state = deposit.state;
        if (state != DepositState.Assigned && state != DepositState.Expired) {
            revert EntanglementManager_WrongState(reqId, share, state);
        }
        (uint256 tipHeight,) = IBitcoinRelay(relay).tip();
        if (_refundNear(deposit, tipHeight)) {
            deposit.state = DepositState.Refundable;
            emit DepositRefundable(reqId, share);
        } else {
            if (state == DepositState.Expired) revert EntanglementManager_WrongState(reqId, share, state);
            (uint256 deadlineTime, uint256 deadlineHeight) = (deposit.deadlineTime, deposit.deadlineHeight);
            if (block.timestamp <= deadlineTime || tipHeight <= deadlineHeight + EXPIRY_MARGIN_BLOCKS) {
                revert EntanglementManager_DeadlineNotPassed(deadlineTime, deadlineHeight);
            }
            deposit.state = DepositState.Expired;
            emit DepositExpired(reqId, share);
        }
        if (state != DepositState.Assigned) return;
        _forfeitBond(reqId, deposit);
        IStakerRegistry(registry).release(deposit.stakerId, deposit.sats);
    }

    function _mint(uint256 reqId, Deposit storage deposit, uint64 reserved, uint64 paid) private {
        MintRules memory rules = _mintRules;
        address recipient = _recipient(reqId, deposit);
        uint64 fee = BridgeAccounting.feeUp(paid, rules.depositFeeBps);
        emit DepositMinted(reqId, 0, recipient, paid, paid - fee, fee);
        IStakerRegistry(registry).issue(deposit.stakerId, reserved, paid);
        IQpBTC(qpBTC).mint(recipient, paid - fee, rules.feeRecipient, fee);
    }
}
