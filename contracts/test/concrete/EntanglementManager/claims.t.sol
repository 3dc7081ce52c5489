// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { ReentrancyGuardTransient } from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

import { IEntanglementManager } from "../../../src/interfaces/IEntanglementManager.sol";
import { DepositState } from "../../../src/types/BridgeTypes.sol";
import { DepositFixture } from "../../utils/DepositFixture.sol";

/// @dev asks for a deposit and, when paid, calls back or refuses
contract Caller {
    IEntanglementManager private immutable _bridge;
    bytes private _callback;
    bool private _refuses;
    bytes public reason;

    constructor(IEntanglementManager bridge) {
        _bridge = bridge;
    }

    function ask(uint64 sats) external payable returns (uint256) {
        return _bridge.requestDeposit{ value: msg.value }(sats, address(this), bytes20(uint160(1)), false);
    }

    function whenPaid(bytes calldata callback, bool refuses) external {
        (_callback, _refuses) = (callback, refuses);
    }

    receive() external payable {
        require(!_refuses, "refused");
        if (_callback.length == 0) return;
        (bool ok, bytes memory data) = address(_bridge).call(_callback);
        if (!ok) reason = data;
        else reason = "went through";
    }
}

contract ClaimsTest is DepositFixture {
    function setUp() public override {
        super.setUp();
        addStakers(3, 2 * BTC);
    }

    function test_RevertWhen_ListEmpty() external {
        vm.expectRevert(IEntanglementManager.EntanglementManager_NothingToClaim.selector);
        system.bridge.claimBonds(new uint256[](0));
    }

    function test_RevertWhen_UnknownOrOpen() external {
        vm.expectRevert(abi.encodeWithSelector(IEntanglementManager.EntanglementManager_UnknownRequest.selector, 7, 0));
        system.bridge.claimBonds(_list(7));
        uint256 reqId = assigned(alice, BTC);
        vm.expectRevert(
            abi.encodeWithSelector(
                IEntanglementManager.EntanglementManager_WrongState.selector, reqId, 0, DepositState.Assigned
            )
        );
        system.bridge.claimBonds(_list(reqId));
    }

    function test_RevertWhen_PaidAlready() external {
        uint256 reqId = minted(alice, BTC);
        uint256[] memory twice = new uint256[](2);
        twice[0] = twice[1] = reqId;
        vm.expectRevert(IEntanglementManager.EntanglementManager_NothingToClaim.selector);
        system.bridge.claimBonds(twice);
        system.bridge.claimBonds(_list(reqId));
        vm.expectRevert(IEntanglementManager.EntanglementManager_NothingToClaim.selector);
        system.bridge.claimBonds(_list(reqId));
    }

    function test_PaysEveryRequester() external {
        uint256[] memory ids = new uint256[](2);
        uint256 before = alice.balance;
        uint256 beforeBob = bob.balance;
        ids[0] = minted(alice, BTC);
        ids[1] = minted(bob, 10_000);
        vm.prank(makeAddr("anyone"));
        system.bridge.claimBonds(ids);
        assertEq(alice.balance, before, "alice");
        assertEq(bob.balance, beforeBob, "bob");
    }

    function test_RevertWhen_RequesterRefuses() external {
        Caller caller = new Caller(system.bridge);
        uint256 reqId = _mintedFor(caller);
        uint256 bond = system.bridge.depositOf(reqId, 0).bondWei;
        caller.whenPaid("", true);
        vm.expectRevert(
            abi.encodeWithSelector(
                IEntanglementManager.EntanglementManager_TransferFailed.selector, address(caller), bond
            )
        );
        system.bridge.claimBonds(_list(reqId));
        caller.whenPaid("", false);
        system.bridge.claimBonds(_list(reqId));
        assertEq(address(caller).balance, bond, "paid once it takes coins");
    }

    /// @dev T23
    function test_RevertWhen_RequesterCallsBack() external {
        Caller caller = new Caller(system.bridge);
        uint256 reqId = _mintedFor(caller);
        uint256 bond = system.bridge.depositOf(reqId, 0).bondWei;
        caller.whenPaid(abi.encodeCall(system.bridge.claimBonds, (_list(reqId))), false);
        system.bridge.claimBonds(_list(reqId));
        bytes memory guard = abi.encodeWithSelector(ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector);
        assertEq(caller.reason(), guard, "stopped");
        assertEq(address(caller).balance, bond, "paid once");
    }

    function test_RevertWhen_NoBalance() external {
        vm.expectRevert(IEntanglementManager.EntanglementManager_NothingToClaim.selector);
        vm.prank(alice);
        system.bridge.claimBalance();
    }

    function test_ClaimBalanceOnce() external {
        uint256 reqId = assigned(alice, BTC);
        passDeadline(reqId);
        system.bridge.expireDeposit(reqId, 0);
        uint256 amount = system.bridge.balanceOf(feeRecipient);
        assertGt(amount, 0, "half a bond");
        vm.expectEmit(address(system.bridge));
        emit IEntanglementManager.BalanceClaimed(feeRecipient, amount);
        vm.prank(feeRecipient);
        system.bridge.claimBalance();
        assertEq(feeRecipient.balance, amount, "paid");
        vm.expectRevert(IEntanglementManager.EntanglementManager_NothingToClaim.selector);
        vm.prank(feeRecipient);
        system.bridge.claimBalance();
    }

    function _mintedFor(Caller caller) private returns (uint256 reqId) {
        vm.deal(address(this), 1 ether);
        reqId = caller.ask{ value: system.bridge.quoteDeposit(BTC).bondWei }(BTC);
        resolve(reqId);
        system.minter.executeDeposit(reqId, 0, pay(reqId, BTC, 6));
    }

    function _list(uint256 reqId) private pure returns (uint256[] memory ids) {
        ids = new uint256[](1);
        ids[0] = reqId;
    }
}
